import { approvalRuling, possibleApprovers } from "../core/approval.ts";
import type { PersonInGroups } from "../core/directory.ts";
import { type EligibilityRuling, eligibilityOf, strictest } from "../core/eligibility.ts";
import { managementIsOutOfReach } from "../core/management-reach.ts";
import type { RequestFacts } from "../core/request-facts.ts";
import type { TidyInput } from "../core/request-input.ts";
import { findAccounts } from "../store/accounts.ts";
import type { Db } from "../store/database.ts";
import { findDeployment } from "../store/deployment.ts";
import { findApprovalPoliciesFor, findCandidates, findEligibilityPoliciesOf } from "../store/eligible-access.ts";
import { findHolds } from "../store/emergency-holds.ts";
import { findPersonInGroups } from "../store/people.ts";
import { findPermissionSets } from "../store/permission-sets.ts";
import { readSettings } from "../store/settings.ts";

type Asked = { requesterId: string; input: TidyInput; now: Date };

const mostLookedUp = 100;

const findRulings = async (
  db: Db,
  facts: Pick<RequestFacts, "accounts" | "settings"> & {
    requester: PersonInGroups | undefined;
    permissionSetArn: string;
  },
): Promise<Map<string, EligibilityRuling>> => {
  if (!facts.requester) return new Map();
  const ruleOn = eligibilityOf({
    person: facts.requester,
    policies: await findEligibilityPoliciesOf(db, facts.requester, facts.permissionSetArn),
    globalMaxMinutes: facts.settings.maxDurationMinutes,
  });
  const rulings = [...facts.accounts.values()].flatMap((account) => {
    const ruling = ruleOn(account, facts.permissionSetArn);
    return ruling ? [[account.id, ruling] as const] : [];
  });
  return new Map(rulings);
};

/** Everything that speaks for or against access, but who could approve it. */
export const findRequestFacts = async (db: Db, asked: Asked): Promise<RequestFacts> => {
  const { input, now } = asked;
  const settings = await readSettings(db);
  const requester = await findPersonInGroups(db, asked.requesterId);
  const accountIds = input.accountIds.slice(0, mostLookedUp);
  const accounts = new Map((await findAccounts(db, accountIds)).map((account) => [account.id, account]));
  const [permissionSet] = await findPermissionSets(db, [input.permissionSetArn]);
  const rulings = permissionSet
    ? await findRulings(db, { accounts, settings, requester, permissionSetArn: permissionSet.arn })
    : new Map<string, EligibilityRuling>();
  return {
    now,
    input,
    requester,
    settings,
    accounts,
    permissionSet,
    managementIsOutOfReach: managementIsOutOfReach(await findDeployment(db)),
    rulings,
    ruling: strictest(input.accountIds.map((id) => rulings.get(id))),
    holds: await findHolds(db, [asked.requesterId, ...accountIds, input.permissionSetArn]),
    approval: undefined,
  };
};

/** The same, with who could approve it where approval is required: all that a new request is judged by. */
export const findNewRequestFacts = async (db: Db, asked: Asked): Promise<RequestFacts> => {
  const facts = await findRequestFacts(db, asked);
  if (!facts.requester || !facts.ruling?.approvalRequired || !facts.settings.approvalWorkflow) return facts;
  const subject = { accounts: [...facts.accounts.values()], permissionSetArn: facts.input.permissionSetArn };
  const policies = await findApprovalPoliciesFor(db, subject);
  const ruling = approvalRuling({ policies, ...subject });
  const candidates = await findCandidates(db, policies);
  return {
    ...facts,
    approval: { ruling, approvers: possibleApprovers(ruling, { requester: facts.requester, candidates }) },
  };
};
