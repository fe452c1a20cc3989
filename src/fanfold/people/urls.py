"""The doors and the settings. The names are those that allauth asks for; the addresses are ours.

A login is never one of the words that follow /users/ here (models.RESERVED_LOGINS).
"""

from django.urls import path, re_path

from fanfold.people.views import account, doors, opening, second_factors, settings

urlpatterns = [
    # The first archivist, once
    path("setup/<str:token>", opening.open_archive, name="open_archive"),
    # In and out
    path("users/signup", doors.sign_up, name="account_signup"),
    path("users/login", doors.sign_in, name="account_login"),
    path("users/logout", doors.sign_out, name="account_logout"),
    path("users/inactive", doors.inactive, name="account_inactive"),
    path("users/reauthenticate", doors.reauthenticate, name="account_reauthenticate"),
    path("users/login/second-step", doors.second_step, name="mfa_authenticate"),
    path("users/login/passkey", doors.sign_in_by_passkey, name="mfa_login_webauthn"),
    path(
        "users/reauthenticate/code",
        second_factors.reauthenticate_by_code,
        name="mfa_reauthenticate",
    ),
    path(
        "users/reauthenticate/passkey",
        second_factors.reauthenticate_by_passkey,
        name="mfa_reauthenticate_webauthn",
    ),
    path("users/login/code", doors.sign_in_by_code, name="account_confirm_login_code"),
    # The password
    path("users/password", doors.change_password, name="account_change_password"),
    path("users/password/set", doors.set_password, name="account_set_password"),
    path("users/password/reset", doors.forgotten_password, name="account_reset_password"),
    path(
        "users/password/reset/sent",
        doors.forgotten_password_sent,
        name="account_reset_password_done",
    ),
    path(
        "users/password/reset/done",
        doors.password_from_link_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^users/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-0-9A-Za-z]+)\Z",
        doors.password_from_link,
        name="account_reset_password_from_key",
    ),
    # The e-mail address
    path("users/email", doors.email, name="account_email"),
    path("users/email/sent", doors.confirmation_sent, name="account_email_verification_sent"),
    re_path(
        r"^users/email/confirm/(?P<key>[-:\w]+)\Z",
        doors.confirm_email,
        name="account_confirm_email",
    ),
    # The settings
    path("users/settings", settings.settings, name="account_settings"),
    path("users/settings/history", settings.keep_history, name="keep_history"),
    path("users/settings/invitations", settings.accept_invitations, name="accept_invitations"),
    path("users/settings/pen-names", settings.add_pen_name, name="add_pen_name"),
    path(
        "users/settings/pen-names/<int:pen_name_id>/name",
        settings.rename_pen_name,
        name="rename_pen_name",
    ),
    path(
        "users/settings/pen-names/<int:pen_name_id>/about",
        settings.edit_about,
        name="edit_pen_name_about",
    ),
    path(
        "users/settings/pen-names/<int:pen_name_id>/default",
        settings.make_default,
        name="make_pen_name_default",
    ),
    # The account
    path("users/settings/preferences", account.preferences, name="preferences"),
    path("users/settings/login", account.change_login, name="change_login"),
    path("users/settings/sign-ins", account.sign_ins, name="sign_ins"),
    path("users/settings/sign-ins/others", account.end_others, name="end_other_sign_ins"),
    path("users/settings/sign-ins/<int:sign_in_id>", account.end_one, name="end_sign_in"),
    # Second factors
    path("users/settings/second-factor", second_factors.second_factor, name="mfa_index"),
    path("users/settings/second-factor/app", second_factors.add_app, name="mfa_activate_totp"),
    path(
        "users/settings/second-factor/app/remove",
        second_factors.remove_app,
        name="mfa_deactivate_totp",
    ),
    path(
        "users/settings/second-factor/codes",
        second_factors.recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "users/settings/second-factor/codes/new",
        second_factors.new_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "users/settings/second-factor/passkeys/new",
        second_factors.add_passkey,
        name="mfa_add_webauthn",
    ),
    path(
        "users/settings/second-factor/passkeys/<int:pk>/name",
        second_factors.name_passkey,
        name="mfa_edit_webauthn",
    ),
    path(
        "users/settings/second-factor/passkeys/<int:pk>/remove",
        second_factors.remove_passkey,
        name="mfa_remove_webauthn",
    ),
]
