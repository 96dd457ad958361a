import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { facts } from "../../test/notice-facts.ts";
import { type Message, NotificationError } from "../core/notifier.ts";
import { type Simulator, startSimulator } from "../simulator/start.ts";
import { sesNotifier } from "./ses.ts";

type Mailbox = { items: { to: string[]; from: string; subject: string; text: string; html: string }[] };

describe("e-mail by SES", () => {
  let simulator: Simulator;
  before(async () => {
    simulator = await startSimulator();
  });
  after(() => simulator.stop());
  beforeEach(() => simulator.world.documents.delete("mailbox"));

  const message = (over: Partial<Message> = {}): Message => ({
    deliveryId: "d-1",
    recipient: "bo@acme.example",
    role: "approver",
    facts: facts("request.asked", { requesterName: "Zoë\r\nBcc: all@acme.example" }),
    ...over,
  });

  const send = async (over: Partial<Message>, settings: { endpoint?: string; from?: string } = {}) => {
    const notifier = sesNotifier({
      endpoint: simulator.url,
      from: "Stint <stint@acme.example>",
      publicUrl: "https://stint.acme.example",
      region: "eu-central-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      timeoutMs: 1_500,
      ...settings,
    });
    try {
      await notifier.send(message(over));
    } finally {
      notifier.close();
    }
  };

  const fault = (spec: object) =>
    fetch(`${simulator.url}/_simulator/faults`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ operation: "SendEmail", ...spec }),
    });

  it("ends up in the mailbox as text and HTML with its links, for the one recipient", async () => {
    await send({});
    const { items } = (await (await fetch(`${simulator.url}/mailbox.json`)).json()) as Mailbox;
    assert.equal(items.length, 1);
    assert.deepEqual(items[0]?.to, ["bo@acme.example"]);
    assert.match(items[0]?.subject ?? "", /^\[Stint\] Zoë Bcc: all@acme\.example asks/);
    assert.match(items[0]?.text ?? "", /https:\/\/stint\.acme\.example\/requests\//);
    assert.match(items[0]?.html ?? "", /<a href="https:\/\/stint\.acme\.example\/requests\//);
  });

  const isPermanent = (wanted: boolean) => (problem: unknown) =>
    problem instanceof NotificationError && problem.permanent === wanted;

  it("gives up on an address that SES does not take", async () => {
    await assert.rejects(send({ recipient: "nobody@nowhere" }), isPermanent(true));
  });

  it("may try again when the sender is not verified yet", async () => {
    await assert.rejects(send({}, { from: "stint@unverified.invalid" }), isPermanent(false));
  });

  it("may try again when throttled, when SES is broken and when it does not answer in time", async () => {
    for (const spec of [
      { kind: "throttle" },
      { kind: "error", code: "InternalFailure" },
      { kind: "slow", delayMs: 10_000 },
    ]) {
      assert.ok((await fault(spec)).ok);
      await assert.rejects(send({}), isPermanent(false), JSON.stringify(spec));
    }
  });

  it("may try again when nobody listens there", async () => {
    const gone = await startSimulator();
    await gone.stop();
    await assert.rejects(send({}, { endpoint: gone.url }), isPermanent(false));
  });
});
