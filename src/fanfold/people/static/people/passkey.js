// Forms marked data-passkey ask the browser for a passkey and send its answer in their field
// `credential`: data-passkey="make" a new one, "use" one that there is. What to ask stands in
// data-options; without it the form's own address is asked for it. Forms are hidden until a script runs.
const trouble = document.querySelector("[data-passkey-trouble]");

// The archive speaks base64url where the browser wants bytes, and the other way round.
const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) =>
  btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const known = (keys = []) => keys.map((key) => ({ ...key, id: bytes(key.id) }));

const make = ({ publicKey: asked }) =>
  navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      user: { ...asked.user, id: bytes(asked.user.id) },
      excludeCredentials: known(asked.excludeCredentials),
    },
  });

const use = ({ publicKey: asked }) =>
  navigator.credentials.get({
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      allowCredentials: known(asked.allowCredentials),
    },
  });

const PARTS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

const written = (passkey) => {
  const response = {};
  for (const part of PARTS) if (passkey.response[part]) response[part] = text(passkey.response[part]);
  return JSON.stringify({
    id: passkey.id,
    rawId: text(passkey.rawId),
    type: passkey.type,
    response,
    clientExtensionResults: passkey.getClientExtensionResults(),
  });
};

const optionsOf = async (form) => {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("The archive did not say what to ask for.");
  return (await answer.json()).request_options;
};

const complain = (name) => {
  const sentences = [...trouble.querySelectorAll("[data-error]")];
  const fitting = sentences.find((one) => one.dataset.error === name) ?? sentences.at(-1);
  for (const one of sentences) one.hidden = one !== fitting;
  trouble.hidden = false;
};

const answer = async (form) => {
  trouble.hidden = true;
  try {
    const ask = form.dataset.passkey === "make" ? make : use;
    form.elements.credential.value = written(await ask(await optionsOf(form)));
    form.submit();
  } catch (error) {
    complain(error.name);
  }
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (window.PublicKeyCredential) answer(form);
    else complain("NotSupportedError");
  });
}
