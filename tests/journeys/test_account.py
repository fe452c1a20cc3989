"""One's own account: a second factor, passkeys, sign-ins, the login, preferences; in a browser.

Codes and everything else work without JavaScript; passkeys need it, and a virtual authenticator.
"""

import re
import time
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.journeys.archive import RunningArchive
from tests.journeys.test_journeys import PASSWORD, name_for, sign_up


def sign_in(page: Page, login: str) -> None:
    """Login and password at the door."""
    page.goto("/users/login")
    page.get_by_label("Login or e-mail address").fill(login)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page: Page) -> None:
    page.goto("/users/logout")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()


def confirm_password(page: Page) -> None:
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def code_now(secret: str) -> str:
    """What the app shows. The archive's time is this machine's."""
    shown: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    return shown


def next_code(secret: str, last: str) -> str:
    """The code after that one: each works once, and the archive takes one that comes early."""
    upcoming: str = format_hotp_value(hotp_value(secret, int(time.time()) // 30 + 1))
    assert upcoming != last
    return upcoming


def test_an_app_is_set_up_asked_for_and_replaced_by_a_recovery_code(page: Page) -> None:
    """The whole life of a second factor, without script as with it."""
    login = name_for(page, "totp")
    sign_up(page, login, "Totp")
    page.goto("/users/settings")
    page.get_by_role("link", name="Set up a second factor").click()
    page.get_by_role("link", name="Set up an app").click()
    confirm_password(page)
    expect(page.locator("img.qr")).to_be_visible()
    assert page.locator("img.qr").evaluate("image => image.naturalWidth") > 0
    link = page.get_by_role("link", name="open it in the app").get_attribute("href")
    assert link is not None
    assert login in link
    secret = parse_qs(urlsplit(link).query)["secret"][0]
    assert page.locator(".secret").inner_text().replace(" ", "") == secret

    page.get_by_label("The code that the app shows now").fill("000000")
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("alert")).to_contain_text("This code is not right")
    first = code_now(secret)
    page.get_by_label("The code that the app shows now").fill(first)
    page.get_by_role("button", name="Turn it on").click()
    expect(page.locator("h1")).to_have_text("Recovery codes")
    codes = [re.sub(r"\s", "", one) for one in page.locator(".recovery-codes li").all_inner_texts()]
    assert len(set(codes)) == 10
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("cannot be shown again")

    sign_out(page)
    sign_in(page, login)
    expect(page.locator("h1")).to_have_text("The second step")
    page.get_by_label("Code").fill(first)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("used before")
    page.get_by_label("Code").fill(next_code(secret, first))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator("header summary", has_text=login)).to_be_visible()

    sign_out(page)
    sign_in(page, login)
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator("header summary", has_text=login)).to_be_visible()
    page.goto("/users/settings/second-factor")
    expect(page.locator("#codes")).to_contain_text("9 recovery codes left")
    page.get_by_role("link", name="Remove the app").click()
    confirm_password(page)
    page.get_by_role("button", name="Remove the app").click()
    expect(page.get_by_role("status")).to_contain_text("The authenticator app is removed.")
    expect(page.locator("#codes")).to_have_count(0)


def test_a_login_is_changed_and_the_old_address_leads_to_the_new(page: Page) -> None:
    login = name_for(page, "old")
    sign_up(page, login, "Wren")
    page.goto("/users/settings")
    page.get_by_role("link", name="Change my login").click()
    page.get_by_label("New login").fill(f"new_{login}")
    page.get_by_label("Your password").fill("not my password")
    page.get_by_role("button", name="Change my login").click()
    expect(page.get_by_label("New login")).to_have_value(f"new_{login}")
    expect(page.get_by_role("alert")).to_contain_text("This is not your current password.")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Change my login").click()
    expect(page.get_by_role("status")).to_contain_text(f"new_{login}")
    expect(page.get_by_role("main")).to_contain_text("once in 30 days")
    page.goto(f"/users/{login}/pseuds/Wren")
    assert urlsplit(page.url).path == f"/users/new_{login}/pseuds/Wren"


def test_another_browser_is_found_and_signed_out(
    page: Page, chromium: Browser, archive: RunningArchive
) -> None:
    login = name_for(page, "two")
    sign_up(page, login, "Two")
    other = chromium.new_context(
        base_url=archive.address,
        user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1",
    )
    elsewhere = other.new_page()
    sign_in(elsewhere, login)
    page.goto("/users/settings/sign-ins")
    expect(page.get_by_role("main")).to_contain_text("Safari on iPhone")
    expect(page.get_by_role("main")).to_contain_text("127.0.0.…")
    page.get_by_role("button", name="Sign it out Safari on iPhone").click()
    expect(page.get_by_role("main")).not_to_contain_text("Safari on iPhone")
    elsewhere.goto("/users/settings")
    expect(elsewhere.locator("h1")).to_have_text("Sign in")
    other.close()


def test_preferences_are_kept(page: Page) -> None:
    sign_up(page, name_for(page, "pref"), "Pref")
    page.goto("/users/settings/preferences")
    page.get_by_label("Time zone").select_option("Pacific/Auckland")
    page.get_by_label("Open works entire").check()
    page.get_by_role("button", name="Save my preferences").click()
    expect(page.get_by_label("Time zone")).to_have_value("Pacific/Auckland")
    expect(page.get_by_label("Open works entire")).to_be_checked()
    expect(page.get_by_label("Open adult works")).not_to_be_checked()


# Passkeys ---------------------------------------------------------------------------------------


@pytest.fixture
def with_keys(chromium: Browser, archive: RunningArchive) -> Iterator[BrowserContext]:
    """A browser in Auckland, at the archive's address under its name: browsers make no passkeys for
    a bare number."""
    context = chromium.new_context(
        base_url=archive.address.replace("127.0.0.1", "localhost"), timezone_id="Pacific/Auckland"
    )
    context.set_default_timeout(20_000)
    yield context
    context.close()


def plug_in(page: Page) -> None:
    """A virtual authenticator in this page's browser, which knows its holder."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_made_signs_in_stands_in_for_the_password_and_is_removed(
    with_keys: BrowserContext,
) -> None:
    page = with_keys.new_page()
    plug_in(page)
    login = name_for(page, "key")
    sign_up(page, login, "Key")
    page.goto("/users/settings/second-factor")
    page.get_by_role("link", name="Make a passkey").click()
    confirm_password(page)
    page.get_by_label("Name").fill("Phone")
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.locator("h1")).to_have_text("Recovery codes")
    page.get_by_role("link", name="I have kept them").click()
    expect(page.locator("#passkeys")).to_contain_text("Phone")

    # The same device has one already.
    page.get_by_role("link", name="Make a passkey").click()
    page.get_by_role("button", name="Make a passkey").click()
    expect(page.get_by_text("This device has a passkey for your account already.")).to_be_visible()

    # In place of login and password, and on to where she wanted to go.
    sign_out(page)
    page.goto("/works/new")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(re.compile(r":\d+/works/new$"))

    # As the second step after the password.
    sign_out(page)
    sign_in(page, login)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.locator("header summary", has_text=login)).to_be_visible()

    # In place of the password before something that matters.
    page.goto("/users/settings/second-factor")
    page.get_by_role("link", name="Remove Phone").click()
    page.get_by_role("link", name="Use a passkey").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("button", name="Remove the passkey").click()
    expect(page.get_by_role("status")).to_contain_text("The passkey is removed.")

    # What was removed opens nothing.
    sign_out(page)
    page.goto("/users/login")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator(".messages")).to_contain_text("This passkey could not be used here.")
    sign_in(page, login)
    expect(page.locator("header summary", has_text=login)).to_be_visible()


def test_a_browser_that_says_no_to_a_passkey_is_explained(with_keys: BrowserContext) -> None:
    page = with_keys.new_page()
    page.add_init_script(
        "navigator.credentials.get = async () => { throw new DOMException('', 'NotAllowedError'); }"
    )
    page.goto("/users/login")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("The browser was not allowed to use a passkey")).to_be_visible()


def test_at_an_address_without_passkeys_the_page_says_so(page: Page) -> None:
    sign_up(page, name_for(page, "num"), "Num")
    page.goto("/users/settings/second-factor")
    expect(page.locator("#passkeys")).to_contain_text("under the name localhost")
    expect(page.get_by_role("link", name="Make a passkey")).to_have_count(0)


def test_without_script_the_pages_of_passkeys_say_what_they_need(
    chromium: Browser, archive: RunningArchive
) -> None:
    context = chromium.new_context(
        base_url=archive.address.replace("127.0.0.1", "localhost"), java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/users/login")
    sentence = page.locator("main noscript p")
    expect(sentence).to_be_visible()
    assert "Passkeys need JavaScript" in sentence.inner_text()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_have_count(0)
    context.close()


def test_the_browsers_own_zone_is_proposed_and_not_taken(with_keys: BrowserContext) -> None:
    page = with_keys.new_page()
    sign_up(page, name_for(page, "zone"), "Zone")
    page.goto("/users/settings/preferences")
    expect(page.get_by_label("Time zone")).to_have_value("")
    page.get_by_role("button", name="Choose the zone of this browser").click()
    expect(page.get_by_label("Time zone")).to_have_value("Pacific/Auckland")
    expect(page.locator("[data-time-zone-proposal]")).to_be_hidden()
