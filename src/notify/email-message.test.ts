import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { at, facts, grant, requestId } from "../../test/notice-facts.ts";
import type { Grant } from "../core/grant.ts";
import type { NoticeFacts, NoticeKind, NoticeRole } from "../core/notice.ts";
import { emailMessage } from "./email-message.ts";

const mail = (of: NoticeFacts, role: NoticeRole = "approver") =>
  emailMessage({ deliveryId: "d-1", recipient: "b@acme.example", role, facts: of }, "https://stint.acme.example/");

describe("an e-mail", () => {
  it("links to the very request, in text and HTML, and asks only approvers to decide", () => {
    const link = `https://stint.acme.example/requests/${requestId}`;
    const { text, html } = mail(facts("request.asked"));
    assert.ok(text.includes(`Approve or reject: ${link}`));
    assert.ok(html.includes(`<a href="${link}">Approve or reject</a>`));
    const copy = mail(facts("request.asked"), "requester");
    assert.ok(copy.text.includes(`Open the request: ${link}`));
    assert.ok(!copy.text.includes("Approve or reject"));
  });

  it("says what is asked: who, what, where, how long, why", () => {
    const { subject, text } = mail(facts("request.asked"));
    assert.equal(subject, "[Stint] Amira Haddad asks for Database Admin in payments-prod");
    for (const part of ["payments-prod (111122223333)", "Duration: 2 h 30 min", "Ticket: OPS-7", "> disk full"])
      assert.ok(text.includes(part), part);
  });

  it("keeps its Message-ID at every attempt and has another for each delivery", () => {
    assert.equal(mail(facts("request.asked")).messageId, "<d-1@stint.acme.example>");
    assert.equal(mail(facts("request.expired")).messageId, mail(facts("request.asked")).messageId);
  });

  it("says that nothing is left to decide when the request was decided before the mail got out", () => {
    const late = facts("request.asked");
    late.request.state = "approved";
    const { text } = mail(late);
    assert.ok(text.includes("The request is approved by now: nothing is left to decide."));
    assert.ok(!text.includes("Approve or reject"));
  });

  it("about started access tells its holder, and nobody else, how to use it", () => {
    const { text, html } = mail(facts("grant.started"), "requester");
    const deepLink = "https://acme.awsapps.com/start/#/console?account_id=111122223333&role_name=Database%20Admin";
    assert.ok(text.includes("https://acme.awsapps.com/start\n"));
    assert.ok(text.includes(deepLink));
    assert.ok(html.includes(`href="${deepLink.replace("&", "&amp;")}"`));
    assert.ok(text.includes("aws configure sso with https://acme.awsapps.com/start as the SSO start URL"));
    assert.ok(text.includes("ends at 2026-11-20 12:00 UTC"));
    assert.ok(text.includes("may work until 2026-11-20 13:00 UTC"));
    assert.ok(!mail(facts("grant.started"), "approver").text.includes("aws configure sso"));
  });

  it("about access that is over by now does not say how to use it", () => {
    const { text } = mail(facts("grant.started", { grant: grant({ state: "ended" }) }), "requester");
    assert.ok(text.includes("This access has ended meanwhile."));
    assert.ok(!text.includes("aws configure sso"));
  });

  it("makes no link of a portal address that is no web address", () => {
    for (const portalUrl of [null, "javascript:alert(1)//", "not an address"]) {
      const { text, html } = mail(facts("grant.started", { portalUrl }), "requester");
      assert.ok(!html.includes("javascript:") && !text.includes("#/console"));
      assert.ok(text.includes("Run aws configure sso"));
    }
  });

  it("says why access ended and until when its last credentials may work", () => {
    const ended = (over: Partial<Grant>, endedByName: string | null = null) =>
      mail(facts("grant.ended", { grant: grant({ state: "ended", endedAt: at("11:00"), ...over }), endedByName })).text;
    assert.ok(ended({ endReason: "elapsed" }).includes("its time is up"));
    assert.ok(ended({ endReason: "revoked", endComment: "done here" }, "Bo").includes("Bo ended it"));
    assert.ok(ended({ endReason: "revoked", endComment: "done here" }, "Bo").includes("> done here"));
    assert.ok(ended({ endReason: "eligibility-lost" }).includes("no longer eligible"));
    assert.ok(ended({ endReason: "person-disabled" }).includes("disabled or gone"));
    assert.ok(ended({ endReason: "emergency-stop", endComment: "stolen" }, "Bo").includes("an emergency stop by Bo"));
    assert.ok(ended({ endReason: "elapsed" }).includes("may work until 2026-11-20 12:00 UTC"));
    assert.ok(!ended({ endReason: "revoked", activatedAt: null }).includes("Credentials"));
    assert.ok(ended({ endReason: "elapsed", onStanding: true }).includes("it stays after the end"));
  });

  it("does not say that access has ended which goes on", () => {
    const over = (told: Partial<NoticeFacts>, kept: Grant["kept"]) =>
      mail(facts("grant.ended", { ...told, grant: grant({ state: "ended", endedAt: at("12:00"), kept }) }));
    const extended = over({ goesOnUntil: at("15:00") }, "by-another-grant");
    assert.match(extended.text, /goes on by another grant until 2026-11-20 15:00 UTC/);
    const standing = over({}, "standing");
    assert.match(standing.text, /goes on by a standing assignment/);
    for (const { subject, text } of [extended, standing]) {
      assert.doesNotMatch(`${subject} ${text}`, /has ended|^Ended/);
      assert.ok(!text.includes("Credentials issued"));
    }
  });

  it("tells what AWS said when activation failed or removal is not confirmed", () => {
    const failed = facts("grant.activation-failed", { grant: grant({ state: "failed", failure: "no such role" }) });
    assert.ok(mail(failed, "admin").text.includes("> no such role"));
    const stuck = facts("grant.removal-unconfirmed", { grant: grant({ state: "ending" }), lastError: "throttled" });
    assert.ok(mail(stuck, "admin").text.includes("> throttled"));
    assert.ok(mail(stuck, "admin").text.includes("the access may still work"));
    const slow = facts("grant.activation-unconfirmed", {
      grant: grant({ state: "activating" }),
      lastError: "throttled",
    });
    assert.ok(mail(slow, "admin").text.includes("> throttled"));
    assert.ok(mail(slow, "requester").text.includes("AWS has not confirmed it"));
  });

  it("says who decided, also when it was policy", () => {
    const byPolicy = { deciderName: null, verdict: "approve" as const, comment: null };
    assert.ok(mail(facts("request.approved", { decisions: [byPolicy] })).text.includes("was approved by policy"));
    const byBo = { deciderName: "Bo", verdict: "reject" as const, comment: "not today" };
    const { text } = mail(facts("request.rejected", { decisions: [byBo] }), "requester");
    assert.ok(text.includes("Rejected by: Bo") && text.includes("Comment from Bo:\n> not today"));
  });

  it("names one account and counts the rest in the subject, and lists them all", () => {
    const accounts = ["a", "b", "c"].map((name) => ({ id: `id-${name}`, name }));
    const { subject, text } = mail(facts("request.asked", { accounts }));
    assert.ok(subject.endsWith("in a and 2 more"));
    for (const { id, name } of accounts) assert.ok(text.includes(`Account: ${name} (${id})`));
  });
});

describe("what hostile people write", () => {
  const markup = `<img src=x onerror="alert(1)">&'</td><script>`;
  const hostile = (kind: NoticeKind): NoticeFacts => {
    const name = `Eve${markup}\r\nBcc: all@acme.example\u2028X\u202eevil`;
    const told = facts(kind, {
      requesterName: name,
      permissionSetName: name,
      accounts: [{ id: markup, name }],
      decisions: [{ deciderName: name, verdict: "approve", comment: name }],
      endedByName: name,
      lastError: name,
      grant: kind.startsWith("grant.")
        ? grant({ endReason: "revoked", endComment: name, failure: name, accountId: `1" x="` })
        : null,
    });
    Object.assign(told.request, {
      ticket: name,
      justification: `fine\nApprove or reject: https://evil.example\n${name}`,
    });
    return told;
  };
  const kinds: NoticeKind[] = [
    "request.asked",
    "request.approved",
    "grant.started",
    "grant.ended",
    "grant.activation-unconfirmed",
    "grant.activation-failed",
    "grant.removal-unconfirmed",
  ];

  it("never adds a line to the subject nor turns it around", () => {
    for (const kind of kinds) {
      const { subject } = mail(hostile(kind), "requester");
      assert.doesNotMatch(subject, /[\p{Cc}\u2028\u2029\u202e]/u);
    }
  });

  it("never becomes markup", () => {
    for (const kind of kinds) {
      const { html } = mail(hostile(kind), "requester");
      const tags = new Set([...html.matchAll(/<\/?([a-z]+)/gi)].map(([, tag]) => tag));
      for (const tag of ["img", "script"]) assert.ok(!tags.has(tag), `${kind}: ${tag}`);
      for (const [whole] of html.replace("<!doctype html>", "").matchAll(/<[^>]*>/g))
        assert.match(whole, /^<\/?[a-z]+( (lang|charset|style|scope|href)="[^"]*")*>$/, kind);
    }
  });

  it("never passes for a line of ours", () => {
    for (const kind of kinds) {
      const { text } = mail(hostile(kind), "approver");
      for (const line of text.split("\n")) {
        if (line.includes("evil.example")) assert.match(line, /^> /);
        assert.doesNotMatch(line, /^Bcc/);
      }
    }
  });
});
