import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { it } from "node:test";
import { certificateBody, makeSigningKey } from "./signing-key.ts";

it("makes a certificate that others can read, for exactly the key it comes with", async () => {
  const now = new Date("2026-11-20T10:00:00.000Z");
  const key = await makeSigningKey(now);
  const certificate = new X509Certificate(key.certificatePem);
  assert.equal(certificate.subject, "CN=portal.sso.amazonaws.com (simulated)");
  assert.ok(certificate.verify(certificate.publicKey), "signed by itself");
  assert.equal(certificate.validFromDate.toISOString(), "2026-11-19T10:00:00.000Z");
  assert.equal(certificate.validToDate.toISOString(), "2036-11-17T10:00:00.000Z");
  assert.equal(certificate.raw.toString("base64"), certificateBody(key.certificatePem));
});

it("never gives two certificates the same serial number", async () => {
  const now = new Date();
  const [one, two] = await Promise.all([makeSigningKey(now), makeSigningKey(now)]);
  assert.notEqual(
    new X509Certificate(one.certificatePem).serialNumber,
    new X509Certificate(two.certificatePem).serialNumber,
  );
});
