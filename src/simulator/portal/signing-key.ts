import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { selfSignedCertificate } from "./self-signed-certificate.ts";

export type SigningKey = { privateKeyPem: string; certificatePem: string };

const tenYearsMs = 10 * 365 * 86_400_000;
const oneDayMs = 86_400_000;

/**
 * A fresh RSA key with a self-signed certificate that is valid for ten years around `now`.
 * It begins a day early, because tests set the simulator's clock back as well as forth.
 */
export const makeSigningKey = async (now: Date): Promise<SigningKey> => {
  const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
  const certificatePem = selfSignedCertificate({
    commonName: "portal.sso.amazonaws.com (simulated)",
    notBefore: new Date(now.getTime() - oneDayMs),
    notAfter: new Date(now.getTime() + tenYearsMs),
    privateKey,
  });
  return { privateKeyPem: String(privateKey.export({ type: "pkcs8", format: "pem" })), certificatePem };
};

/** The certificate as SAML metadata wants it: base64 on one line, without the PEM frame. */
export const certificateBody = (certificatePem: string): string => certificatePem.replaceAll(/-----[^-]+-----|\s/g, "");
