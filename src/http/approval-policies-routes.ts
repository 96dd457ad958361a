import type { z } from "zod";
import { approvalReferences } from "../commands/assert-approval-policy.ts";
import { createApprovalPolicy } from "../commands/create-approval-policy.ts";
import { deleteApprovalPolicy } from "../commands/delete-approval-policy.ts";
import { findKnownReferences } from "../commands/find-known-references.ts";
import { staleGroups } from "../commands/groups-are-stale.ts";
import { previewApprovalPolicy } from "../commands/preview-approval-policy.ts";
import { updateApprovalPolicy } from "../commands/update-approval-policy.ts";
import type { approvalPolicyInput } from "../contract/policies.ts";
import { approvalPolicyOperations as operations } from "../contract/policy-operations.ts";
import { notFound } from "../core/refusal.ts";
import { findApprovalPolicy, listApprovalPolicies, type StoredApprovalPolicy } from "../store/approval-policies.ts";
import { findPolicyAuthors } from "../store/policy-authors.ts";
import type { AppContext } from "./app-context.ts";
import { assertReader } from "./assert-reader.ts";
import { findNames } from "./find-names.ts";
import { policyListQuery } from "./policy-list-query.ts";
import { mentionedIn, presentApprovalPolicy, presentPolicyPreview } from "./present-policy.ts";
import { refreshAuthority } from "./refresh-authority.ts";
import { type Api, serve } from "./serve-operation.ts";

/** The fields a client may set; ids and dates it handed back are not among them. */
const settable = ({
  name,
  scopes,
  permissionSetArns,
  approvers,
  approvalsNeeded,
}: z.output<typeof approvalPolicyInput>) => ({
  name,
  scopes,
  permissionSetArns,
  approvers,
  approvalsNeeded,
});

export const serveApprovalPolicies = (api: Api, context: AppContext): void => {
  const { db } = context;
  const refreshes = refreshAuthority(context, "refuse");
  const present = async (policies: StoredApprovalPolicy[], isAdmin: boolean) => {
    const known = await findKnownReferences(db, policies.map(approvalReferences));
    const authors = await findPolicyAuthors(db, { kind: "approval-policy", policies });
    const names = await findNames(db, { personIds: [...authors.values()] });
    const author = (id: string | undefined) => (id === undefined ? null : names.person(id));
    return policies.map((policy) =>
      presentApprovalPolicy(policy, { known, isAdmin, updatedBy: author(authors.get(policy.id)) }),
    );
  };
  const presentOne = async (policy: StoredApprovalPolicy, isAdmin: boolean) => {
    const [presented] = await present([policy], isAdmin);
    if (!presented) throw new Error("One policy is presented as one.");
    return presented;
  };

  serve(api, operations.list, async ({ query, personas, holds }) => {
    assertReader(personas);
    const page = await listApprovalPolicies(db, await policyListQuery(db, query));
    return { ...page, items: await present(page.items, personas.admin && holds("policies:write")) };
  });

  serve(api, operations.get, async ({ params, personas, holds }) => {
    if (personas.groupsAreStale) throw staleGroups();
    const policy = personas.admin || personas.auditor ? await findApprovalPolicy(db, params.id) : undefined;
    if (!policy) throw notFound("approval-policy");
    return presentOne(policy, personas.admin && holds("policies:write"));
  });

  serve(api, operations.create, async ({ caller, body, c }) => {
    await refreshes(c, async () => undefined);
    const created = await createApprovalPolicy(context, { caller, input: settable(body) });
    c.header("location", `/api/v1${operations.list.path}/${created.id}`);
    return presentOne(created, true);
  });

  serve(api, operations.update, async ({ caller, params, body, c }) => {
    await refreshes(c, async () => undefined);
    const change = { caller, id: params.id, version: body.version, input: settable(body) };
    return presentOne(await updateApprovalPolicy(context, change), true);
  });

  serve(api, operations.delete, async ({ caller, params, query, c }) => {
    await refreshes(c, async () => undefined);
    await deleteApprovalPolicy(context, { caller, id: params.id, version: query.version });
    return undefined;
  });

  serve(api, operations.preview, async ({ caller, body }) => {
    const input = body.policy ? settable(body.policy) : undefined;
    const preview = await previewApprovalPolicy(context, { caller, id: body.id, input });
    return presentPolicyPreview(preview, await findNames(db, mentionedIn(preview)));
  });
};
