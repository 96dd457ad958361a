import { createPublicKey, type KeyObject, randomBytes, sign } from "node:crypto";

export type CertificateFields = { commonName: string; notBefore: Date; notAfter: Date; privateKey: KeyObject };

// Tags and object identifiers of RFC 5280 and X.690, already in their encoded form.
const tag = {
  integer: 2,
  bitString: 3,
  null: 5,
  oid: 6,
  utf8: 12,
  sequence: 48,
  set: 49,
  utcTime: 23,
  generalizedTime: 24,
  version: 160,
};
const sha256WithRsa = Buffer.from("2a864886f70d01010b", "hex");
const commonNameType = Buffer.from("550403", "hex");

/**
 * An X.509 certificate (PEM, RSA with SHA-256) for the key, signed by itself.
 * Written out here because a certificate without extensions is six DER values, fewer than a library would bring in packages.
 */
export const selfSignedCertificate = ({ commonName, notBefore, notAfter, privateKey }: CertificateFields): string => {
  const name = der(
    tag.sequence,
    der(tag.set, der(tag.sequence, der(tag.oid, commonNameType), der(tag.utf8, Buffer.from(commonName)))),
  );
  const signatureAlgorithm = der(tag.sequence, der(tag.oid, sha256WithRsa), der(tag.null));
  const toBeSigned = der(
    tag.sequence,
    der(tag.version, der(tag.integer, Buffer.of(2))),
    der(tag.integer, serialNumber()),
    signatureAlgorithm,
    name,
    der(tag.sequence, time(notBefore), time(notAfter)),
    name,
    createPublicKey(privateKey).export({ type: "spki", format: "der" }),
  );
  const signature = Buffer.concat([Buffer.of(0), sign("sha256", toBeSigned, privateKey)]);
  return pem(der(tag.sequence, toBeSigned, signatureAlgorithm, der(tag.bitString, signature)));
};

const der = (type: number, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.of(type), lengthOf(body), body]);
};

const lengthOf = (body: Buffer): Buffer => {
  if (body.length < 128) return Buffer.of(body.length);
  if (body.length < 256) return Buffer.of(0x81, body.length);
  return Buffer.of(0x82, body.length >> 8, body.length & 0xff);
};

// A leading 0x01 keeps the number positive and free of leading zeros, which DER forbids.
const serialNumber = (): Buffer => Buffer.concat([Buffer.of(1), randomBytes(15)]);

// RFC 5280, 4.1.2.5: two-digit years up to 2049, four digits from then on.
const time = (at: Date): Buffer => {
  const digits = `${at.toISOString().replaceAll(/[-:T]|\..*/g, "")}Z`;
  if (at.getUTCFullYear() >= 2050) return der(tag.generalizedTime, Buffer.from(digits));
  return der(tag.utcTime, Buffer.from(digits.slice(2)));
};

const pem = (bytes: Buffer): string => {
  const lines = bytes.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
};
