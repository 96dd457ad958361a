import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { SESv2Client, SendEmailCommand, type SendEmailCommandInput } from "@aws-sdk/client-sesv2";
import { createTransport } from "nodemailer";
import { type SmallPortal, startSmallPortal } from "../portal/small-portal.ts";
import { mailRoutes } from "./mail-routes.ts";
import type { Mail } from "./mailbox.ts";

describe("SES SendEmail, by the real SDK", () => {
  let simulator: SmallPortal;
  let ses: SESv2Client;
  before(async () => {
    simulator = await startSmallPortal(mailRoutes);
    const credentials = { accessKeyId: "AKIATEST", secretAccessKey: "secret" };
    ses = new SESv2Client({ endpoint: simulator.url(), region: "eu-central-1", credentials, maxAttempts: 1 });
  });
  after(async () => {
    ses.destroy();
    await simulator.stop();
  });
  beforeEach(() => {
    simulator.world.documents.delete("mailbox");
    simulator.faults.clear();
  });

  const simple = (more: Partial<SendEmailCommandInput> = {}): SendEmailCommandInput => ({
    FromEmailAddress: "Stint <stint@acme.example>",
    Destination: { ToAddresses: ["amira.haddad@acme.example"] },
    Content: {
      Simple: {
        Subject: { Data: "Request <1>" },
        Body: { Text: { Data: "See http://127.0.0.1/r/1." }, Html: { Data: "<p>See</p>" } },
      },
    },
    ...more,
  });
  const send = (input: SendEmailCommandInput) => ses.send(new SendEmailCommand(input));
  const mailbox = async (query = ""): Promise<Mail[]> =>
    ((await (await fetch(`${simulator.url()}/mailbox.json${query}`)).json()) as { items: Mail[] }).items;

  it("puts simple content into the mailbox, newest first, and answers its message id", async () => {
    await send(simple());
    const { MessageId } = await send(
      simple({ Destination: { ToAddresses: ["a@acme.example"], CcAddresses: ["C <c@acme.example>"] } }),
    );
    const [newest, oldest] = await mailbox();
    assert.equal(newest?.messageId, MessageId);
    assert.deepEqual(newest?.cc, ["C <c@acme.example>"]);
    assert.equal(oldest?.html, "<p>See</p>");
  });

  it("finds mail by recipient, in any place and case", async () => {
    await send(simple({ Destination: { ToAddresses: ["a@acme.example"], BccAddresses: ["Bea <B@acme.example>"] } }));
    await send(simple());
    assert.equal((await mailbox("?to=b@ACME.example")).length, 1);
    assert.equal((await mailbox("?to=nobody@acme.example")).length, 0);
  });

  it("reads raw content as nodemailer writes it", async () => {
    const made = await createTransport({ streamTransport: true, buffer: true }).sendMail({
      from: '"Stint, the tool" <stint@acme.example>',
      to: ["Siobhan O'Connor <siobhan@acme.example>", "b@acme.example"],
      subject: "Zugriff für Amíra – läuft ab, und zwar schon in sehr wenigen Minuten, bitte beachten",
      text: "Grüße, eine lange Zeile: ".repeat(8),
      html: '<p title="=">Grüße</p>',
    });
    assert.ok(Buffer.isBuffer(made.message));
    await send({ Content: { Raw: { Data: made.message } } });
    const [mail] = await mailbox("?to=siobhan@acme.example");
    assert.equal(mail?.subject, "Zugriff für Amíra – läuft ab, und zwar schon in sehr wenigen Minuten, bitte beachten");
    assert.equal(mail?.text?.trim(), "Grüße, eine lange Zeile: ".repeat(8).trim());
    assert.equal(mail?.html?.trim(), '<p title="=">Grüße</p>');
    assert.equal(mail?.to.length, 2);
  });

  it("refuses what SES refuses, and keeps none of it", async () => {
    const to = (ToAddresses: string[]) => simple({ Destination: { ToAddresses } });
    const refusals: [SendEmailCommandInput, string][] = [
      [simple({ FromEmailAddress: "someone@unverified.test" }), "MessageRejected"],
      [to([]), "BadRequestException"],
      [to(["no-at-sign"]), "BadRequestException"],
      [to(["a b@acme.example"]), "BadRequestException"],
      [to(["a@acme.example\r\nBcc: x@acme.example"]), "BadRequestException"],
      [to(Array.from({ length: 51 }, (_, index) => `p${index}@acme.example`)), "BadRequestException"],
      [simple({ Content: { Template: { TemplateName: "x" } } }), "BadRequestException"],
    ];
    for (const [input, name] of refusals) await assert.rejects(send(input), { name });
    assert.deepEqual(await mailbox(), []);
  });

  it("refuses people's role credentials, unsigned calls and bodies of another shape", async () => {
    const url = `${simulator.url()}/v2/email/outbound-emails`;
    assert.equal((await fetch(url, { method: "POST", body: "{}" })).status, 403);
    const headers = { authorization: "AWS4-HMAC-SHA256 Credential=AKIATEST/20261120/eu-central-1/ses/aws4_request" };
    for (const body of ["[]", "{", '{"Destination":{"ToAddresses":"a@acme.example"}}']) {
      const reply = await fetch(url, { method: "POST", headers, body });
      assert.equal(reply.headers.get("x-amzn-errortype"), "SerializationException", body);
    }
  });

  it("suffers the faults asked for", async () => {
    simulator.faults.add({ operation: "SendEmail", kind: "throttle" });
    await assert.rejects(send(simple()), { name: "TooManyRequestsException" });
    simulator.faults.add({ operation: "SendEmail", kind: "timeout-after" });
    await assert.rejects(send(simple()), "the connection was cut");
    assert.equal((await mailbox()).length, 1, "and yet the mail went out");
  });

  it("keeps the latest thousand", async () => {
    const mail = { from: "f@x.example", to: [], cc: [], bcc: [], replyTo: [], subject: "s", sentAt: "" };
    const body = Array.from({ length: 1000 }, (_, index) => ({ ...mail, messageId: `old-${index}` }));
    simulator.world.documents.put({ name: "mailbox", body });
    await send(simple());
    const mails = await mailbox();
    assert.equal(mails.length, 1000);
    assert.equal(mails[0]?.subject, "Request <1>");
    assert.equal(mails.at(-1)?.messageId, "old-998");
  });

  it("shows mail as text with links and as HTML that can do nothing", async () => {
    const html = '<a href="http://127.0.0.1/r/1">open</a><script>alert("x")</script>';
    await send(
      simple({
        Content: {
          Simple: {
            Subject: { Data: "<s>" },
            Body: { Text: { Data: "Go to http://127.0.0.1/r/1. <b>" }, Html: { Data: html } },
          },
        },
      }),
    );
    const reply = await fetch(`${simulator.url()}/mailbox?to=amira.haddad@acme.example`);
    const page = await reply.text();
    assert.match(page, /<h2>&lt;s&gt;<\/h2>/);
    assert.match(page, /Go to <a href="http:\/\/127\.0\.0\.1\/r\/1">http:\/\/127\.0\.0\.1\/r\/1<\/a>\. &lt;b&gt;/);
    assert.match(
      page,
      /sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="&lt;base target=&quot;_blank&quot;&gt;&lt;a href/,
    );
    assert.doesNotMatch(page, /<script>alert/);
    assert.match(reply.headers.get("content-security-policy") ?? "", /default-src 'none'/);
  });
});
