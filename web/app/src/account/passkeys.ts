/** Passkeys: what the browser makes and shows. Not here: asking the server for options (auth.ts). */

/** Whether this browser can do passkeys. */
export function canPasskeys(): boolean {
  return typeof PublicKeyCredential !== "undefined" && "parseRequestOptionsFromJSON" in PublicKeyCredential;
}

/** Show a passkey; null where the person turned away. */
export async function showPasskey(options: { readonly publicKey: PublicKeyCredentialRequestOptionsJSON }): Promise<unknown> {
  return turned(async () => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey);
    return navigator.credentials.get({ publicKey });
  });
}

/** Make a passkey; null where the person turned away. */
export async function makePasskey(options: { readonly publicKey: PublicKeyCredentialCreationOptionsJSON }): Promise<unknown> {
  return turned(async () => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options.publicKey);
    return navigator.credentials.create({ publicKey });
  });
}

async function turned(ask: () => Promise<Credential | null>): Promise<unknown> {
  try {
    const credential = await ask();
    return credential ? (credential as PublicKeyCredential).toJSON() : null;
  } catch (thrown) {
    // Cancelled, timed out, or this machine has none: the person knows; the form stays.
    if (thrown instanceof DOMException && (thrown.name === "NotAllowedError" || thrown.name === "AbortError")) return null;
    throw thrown;
  }
}
