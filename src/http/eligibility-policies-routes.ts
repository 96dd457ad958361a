import type { z } from "zod";
import { eligibilityReferences } from "../commands/assert-eligibility-policy.ts";
import { createEligibilityPolicy } from "../commands/create-eligibility-policy.ts";
import { deleteEligibilityPolicy } from "../commands/delete-eligibility-policy.ts";
import { findKnownReferences } from "../commands/find-known-references.ts";
import { staleGroups } from "../commands/groups-are-stale.ts";
import { previewEligibilityPolicy } from "../commands/preview-eligibility-policy.ts";
import { updateEligibilityPolicy } from "../commands/update-eligibility-policy.ts";
import type { eligibilityPolicyInput } from "../contract/policies.ts";
import { eligibilityPolicyOperations as operations } from "../contract/policy-operations.ts";
import { notFound } from "../core/refusal.ts";
import {
  findEligibilityPolicy,
  listEligibilityPolicies,
  type StoredEligibilityPolicy,
} from "../store/eligibility-policies.ts";
import { findPolicyAuthors } from "../store/policy-authors.ts";
import type { AppContext } from "./app-context.ts";
import { assertReader } from "./assert-reader.ts";
import { findNames } from "./find-names.ts";
import { policyListQuery } from "./policy-list-query.ts";
import { mentionedIn, presentEligibilityPolicy, presentPolicyPreview } from "./present-policy.ts";
import { refreshAuthority } from "./refresh-authority.ts";
import { type Api, serve } from "./serve-operation.ts";

/** The fields a client may set; ids and dates it handed back are not among them. */
const settable = ({
  name,
  principals,
  scopes,
  permissionSetArns,
  maxDurationMinutes,
  approvalRequired,
}: z.output<typeof eligibilityPolicyInput>) => ({
  name,
  principals,
  scopes,
  permissionSetArns,
  maxDurationMinutes,
  approvalRequired,
});

export const serveEligibilityPolicies = (api: Api, context: AppContext): void => {
  const { db } = context;
  const refreshes = refreshAuthority(context, "refuse");
  const present = async (policies: StoredEligibilityPolicy[], isAdmin: boolean) => {
    const known = await findKnownReferences(db, policies.map(eligibilityReferences));
    const authors = await findPolicyAuthors(db, { kind: "eligibility-policy", policies });
    const names = await findNames(db, { personIds: [...authors.values()] });
    const author = (id: string | undefined) => (id === undefined ? null : names.person(id));
    return policies.map((policy) =>
      presentEligibilityPolicy(policy, { known, isAdmin, updatedBy: author(authors.get(policy.id)) }),
    );
  };
  const presentOne = async (policy: StoredEligibilityPolicy, isAdmin: boolean) => {
    const [presented] = await present([policy], isAdmin);
    if (!presented) throw new Error("One policy is presented as one.");
    return presented;
  };

  serve(api, operations.list, async ({ query, personas, holds }) => {
    assertReader(personas);
    const page = await listEligibilityPolicies(db, await policyListQuery(db, query));
    return { ...page, items: await present(page.items, personas.admin && holds("policies:write")) };
  });

  serve(api, operations.get, async ({ params, personas, holds }) => {
    if (personas.groupsAreStale) throw staleGroups();
    const policy = personas.admin || personas.auditor ? await findEligibilityPolicy(db, params.id) : undefined;
    if (!policy) throw notFound("eligibility-policy");
    return presentOne(policy, personas.admin && holds("policies:write"));
  });

  serve(api, operations.create, async ({ caller, body, c }) => {
    await refreshes(c, async () => undefined);
    const created = await createEligibilityPolicy(context, { caller, input: settable(body) });
    c.header("location", `/api/v1${operations.list.path}/${created.id}`);
    return presentOne(created, true);
  });

  serve(api, operations.update, async ({ caller, params, body, c }) => {
    await refreshes(c, async () => undefined);
    const change = { caller, id: params.id, version: body.version, input: settable(body) };
    return presentOne(await updateEligibilityPolicy(context, change), true);
  });

  serve(api, operations.delete, async ({ caller, params, query, c }) => {
    await refreshes(c, async () => undefined);
    await deleteEligibilityPolicy(context, { caller, id: params.id, version: query.version });
    return undefined;
  });

  serve(api, operations.preview, async ({ caller, body }) => {
    const input = body.policy ? settable(body.policy) : undefined;
    const preview = await previewEligibilityPolicy(context, { caller, id: body.id, input });
    return presentPolicyPreview(preview, await findNames(db, mentionedIn(preview)));
  });
};
