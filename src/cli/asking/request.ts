import { meOperation } from "../../contract/me.ts";
import type { Given } from "../../contract/operation.ts";
import { requestOperations } from "../../contract/request-operations.ts";
import type { Client } from "../client.ts";
import { type Call, command, type Options } from "../command.ts";
import { parseDuration, parseInstant } from "../durations.ts";
import { CliProblem, exitCodes, usageProblem } from "../problem.ts";
import { sendOnce } from "../send-once.ts";
import { localTime } from "../times.ts";
import { findEligibleAccounts, findEligibleRole } from "./find-eligible.ts";
import { followRequest } from "./follow-request.ts";
import { type AccessRequest, spokenPreview, spokenWish } from "./request-words.ts";
import { showRequest } from "./show-request.ts";

const options = {
  account: {
    type: "string",
    multiple: true,
    short: "a",
    value: "<id|name>",
    words: "where: the account's id or exact name",
  },
  role: { type: "string", short: "r", value: "<name|arn>", words: "what: the permission set" },
  for: { type: "string", value: "<duration>", words: "how long: 90m, 2h, 1h30m, 1d" },
  at: {
    type: "string",
    value: "<time>",
    words: 'when it starts: "2026-11-22 09:00" by your clock, +2h; left out: once approved',
  },
  reason: { type: "string", short: "m", words: "why, for whoever decides" },
  ticket: { type: "string", value: "<ticket>", words: "the ticket it belongs to" },
  like: { type: "string", value: "<request id>", words: "ask again as in that request; other options change it" },
  wait: { type: "boolean", short: "w", words: "watch it until access is there or will not come" },
  "dry-run": { type: "boolean", words: "only say what would come of it" },
} as const satisfies Options;

type RequestForm = NonNullable<Given<typeof requestOperations.send>["body"]>;

type Asked = { form: RequestForm; role: string; accounts: { id: string; name: string }[] };

const pastRequest = async (client: Client, id: string): Promise<AccessRequest> =>
  (await client.call(requestOperations.get, { params: { id } })).value;

const missing = (name: string) => usageProblem(`Something is missing: --${name}. stint request --help says more.`);

const readAsked = async ({ values, client }: Call<typeof options>): Promise<Asked> => {
  const durationMinutes = values.for === undefined ? undefined : parseDuration(values.for, "--for");
  if (!values.like)
    for (const name of ["account", "role", "for"] as const) if (values[name] === undefined) throw missing(name);
  const past = values.like ? await pastRequest(client(), values.like) : undefined;
  const now = values.at?.startsWith("+") ? (await client().call(meOperation)).value.now : undefined;
  const at = values.at && parseInstant({ text: values.at, option: "--at", now: new Date(now ?? 0) });
  const accountIds = values.account ? await findEligibleAccounts(client(), values.account) : (past?.accountIds ?? []);
  const permissionSetArn = values.role
    ? await findEligibleRole(client(), { role: values.role, accountIds })
    : (past?.permissionSetArn ?? "");
  const ticket = values.ticket ?? past?.ticket;
  const justification = values.reason ?? past?.justification;
  const onlyName = values.account?.length === 1 && accountIds.length === 1 ? values.account[0] : undefined;
  return {
    form: {
      accountIds,
      permissionSetArn,
      durationMinutes: durationMinutes ?? past?.durationMinutes ?? 0,
      ...(at ? { startsAt: at } : {}),
      ...(ticket ? { ticket } : {}),
      ...(justification ? { justification } : {}),
    },
    role: values.role ?? past?.permissionSet.name ?? permissionSetArn,
    accounts: accountIds.map((id) => ({
      id,
      name: onlyName ?? past?.accounts.find((account) => account.id === id)?.name ?? id,
    })),
  };
};

export const request = command({
  name: "request",
  summary: "Ask for a role in one or more accounts, for a time and a reason.",
  details:
    "Before it is sent, Stint says whether approval is needed and who can give it; what it would refuse is not sent. With --wait the exit is 0 once access is active in every account, and 1 if it will not be.",
  options,
  examples: [
    'stint request -a payments-prod -r PowerUserAccess --for 2h -m "The ledger is stuck" --wait',
    'stint request -a 111122223333 -a 444455556666 -r ReadOnlyAccess --for 90m --at "2026-11-22 09:00" -m Audit',
    "stint request --like 01994f… --for 1h",
  ],
  run: async (call) => {
    const { values, client, screen, json, surroundings } = call;
    const { form, role, accounts } = await readAsked(call);
    const preview = await client().call(requestOperations.preview, { body: form });
    const { allowed, reasons } = preview.value;
    if (values["dry-run"] && json) screen.json(preview.text);
    if (!allowed) {
      const lines = reasons.map(({ message, code }) => `${message} (${code})`);
      throw new CliProblem(
        "refused",
        `This would be refused: ${lines[0] ?? "Stint does not say why."}`,
        lines.slice(1),
      );
    }
    const wish = spokenWish({ role, accounts, minutes: form.durationMinutes });
    screen.note(`${wish}${form.startsAt ? `, from ${localTime(form.startsAt)}` : ""}.`);
    screen.note(spokenPreview(preview.value));
    if (values["dry-run"]) {
      screen.note("Nothing was sent.");
      return undefined;
    }
    const unsure = "It may have arrived all the same: stint requests shows whether it did.";
    const sent = await sendOnce({ surroundings, screen, unsure }, (headers) =>
      client().call(requestOperations.send, { body: form }, headers),
    );
    if (!values.wait) {
      if (json) screen.json(sent.text);
      else showRequest(screen, sent.value);
      return undefined;
    }
    screen.note(`Sent: request ${sent.value.id}. Ctrl-C stops watching, not the request.`);
    const { answered, outcome } = await followRequest({ client: client(), screen, surroundings }, sent.value.id);
    if (json) screen.json(answered.text);
    else showRequest(screen, answered.value);
    if (outcome === exitCodes.done && !json)
      for (const grant of answered.value.grants) screen.note(`stint access use ${grant.id}    how to use it`);
    return outcome;
  },
});
