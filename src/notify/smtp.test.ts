import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { facts } from "../../test/notice-facts.ts";
import { type SmtpAnswer, startSmtpSink } from "../../test/smtp-sink.ts";
import { type Message, NotificationError } from "../core/notifier.ts";
import { readMimeMessage } from "../simulator/mail/mime-message.ts";
import { smtpNotifier } from "./smtp.ts";

const message = (over: Partial<Message> = {}): Message => ({
  deliveryId: "d-1",
  recipient: "bo@acme.example",
  role: "approver",
  facts: facts("request.asked"),
  ...over,
});

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A short time-out is for servers that never answer; a busy machine must not look like one. */
const notifierTo = (url: string, timeoutMs = 10_000) => {
  const notifier = smtpNotifier({
    url,
    from: "Stint <stint@acme.example>",
    publicUrl: "https://stint.acme.example",
    timeoutMs,
  });
  ends.push(() => notifier.close());
  return notifier;
};

const connected = async (answer?: SmtpAnswer, timeoutMs?: number) => {
  const sink = await startSmtpSink(answer);
  ends.push(() => sink.stop());
  return { sink, notifier: notifierTo(sink.url, timeoutMs) };
};

const failure = async (work: Promise<void>): Promise<NotificationError> => {
  const problem = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(problem instanceof NotificationError, String(problem));
  return problem;
};

describe("e-mail by SMTP", () => {
  it("hands the mail over as text and HTML, to the one recipient", async () => {
    const { sink, notifier } = await connected();
    await notifier.send(message());
    const [mail] = sink.mails;
    assert.equal(sink.mails.length, 1);
    assert.deepEqual([mail?.from, mail?.to], ["stint@acme.example", ["bo@acme.example"]]);
    const raw = mail?.raw ?? "";
    const read = readMimeMessage(Buffer.from(raw, "latin1"));
    assert.equal(read.subject, "[Stint] Amira Haddad asks for Database Admin in payments-prod");
    assert.match(read.text ?? "", /Approve or reject/);
    assert.match(read.html ?? "", /<a href=/);
    assert.match(raw, /^Message-ID: <d-1@stint\.acme\.example>\r$/im);
    assert.match(raw, /^X-Stint-Delivery: d-1\r$/m);
    assert.match(raw, /^Auto-Submitted: auto-generated\r$/m);
  });

  it("sends names in any script, and never a header that somebody wrote", async () => {
    const { sink, notifier } = await connected();
    const hostile = facts("request.asked", { requesterName: "Zoë 日本\r\nBcc: all@acme.example\r\n\r\n<b>" });
    await notifier.send(message({ facts: hostile }));
    const raw = sink.mails[0]?.raw ?? "";
    const head = raw.slice(0, raw.indexOf("\r\n\r\n"));
    assert.doesNotMatch(head, /^bcc:/im);
    assert.deepEqual(sink.mails[0]?.to, ["bo@acme.example"]);
    assert.match(
      readMimeMessage(Buffer.from(raw, "latin1")).subject,
      /^\[Stint\] Zoë 日本 Bcc: all@acme\.example <b> asks/,
    );
  });

  it("keeps its connection for the next mail", async () => {
    const { sink, notifier } = await connected();
    await notifier.send(message());
    await notifier.send(message({ deliveryId: "d-2" }));
    assert.deepEqual([sink.mails.length, sink.connections()], [2, 1]);
  });

  for (const recipient of ["a@x.example, b@x.example", "a@x.example\r\nRCPT TO:<b@x.example>", "nobody", ""]) {
    it(`never reaches anyone through the address ${JSON.stringify(recipient)} but that address`, async () => {
      const { sink, notifier } = await connected();
      await notifier.send(message({ recipient })).catch(() => undefined);
      for (const reached of sink.mails.flatMap((mail) => mail.to))
        assert.ok(!["a@x.example", "b@x.example"].includes(reached), reached);
    });
  }

  const final: [string, SmtpAnswer][] = [
    ["refuses the recipient", (line) => (line.startsWith("RCPT") ? "550 no such mailbox" : undefined)],
    ["refuses the content", (line) => (line === "." ? "554 content refused" : undefined)],
  ];
  for (const [what, answer] of final) {
    it(`gives up when the server ${what}`, async () => {
      const { sink, notifier } = await connected(answer);
      assert.equal((await failure(notifier.send(message()))).permanent, true);
      assert.equal(sink.mails.length, 0);
    });
  }

  const passing: [string, SmtpAnswer][] = [
    ["never greets", (line) => (line === "greeting" ? "silence" : undefined)],
    ["falls silent", (line) => (line.startsWith("MAIL") ? "silence" : undefined)],
    ["wants no one right now", (line) => (line === "greeting" ? "554 no service" : undefined)],
    ["is busy", (line) => (line.startsWith("RCPT") ? "451 try later" : undefined)],
    ["refuses the sender", (line) => (line.startsWith("MAIL") ? "550 not allowed to send" : undefined)],
    ["has no room", (line) => (line === "." ? "452 disk full" : undefined)],
  ];
  for (const [what, answer] of passing) {
    it(`may try again when the server ${what}`, async () => {
      const isSilent = what === "never greets" || what === "falls silent";
      const { sink, notifier } = await connected(answer, isSilent ? 200 : undefined);
      assert.equal((await failure(notifier.send(message()))).permanent, false);
      assert.equal(sink.mails.length, 0);
    });
  }

  it("may try again when nobody listens there", async () => {
    const sink = await startSmtpSink();
    await sink.stop();
    assert.equal((await failure(notifierTo(sink.url).send(message()))).permanent, false);
  });

  it("works again, with the same notifier, once the server does", async () => {
    let isDown = true;
    const { sink, notifier } = await connected((line) => (line === "greeting" && isDown ? "421 closed" : undefined));
    await failure(notifier.send(message()));
    isDown = false;
    await notifier.send(message());
    assert.equal(sink.mails.length, 1);
  });
});
