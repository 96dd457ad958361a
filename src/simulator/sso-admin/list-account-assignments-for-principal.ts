import type {
  ListAccountAssignmentsForPrincipalRequest,
  ListAccountAssignmentsForPrincipalResponse,
} from "@aws-sdk/client-sso-admin";
import type { AssignmentRow } from "../rows.ts";
import { assignmentKey, principalKey, type World } from "../world.ts";
import { ssoAdminOperation } from "./define-operation.ts";
import { instanceArn, maxResults, nextToken, principalId, principalType, structure } from "./input-rules.ts";
import { assertInstance, pageOfRows } from "./known-things.ts";

/** A person's list also holds what they have through their groups, each under the group's own id. */
const assignmentsReaching = (world: World, type: "USER" | "GROUP", id: string): AssignmentRow[] => {
  const own = world.assignments.where("principal", principalKey(type, id));
  if (type === "GROUP") return own;
  const byGroup = world.memberships
    .where("user", id)
    .flatMap((membership) => world.assignments.where("principal", principalKey("GROUP", membership.groupId)));
  return [...own, ...byGroup];
};

export const listAccountAssignmentsForPrincipal = ssoAdminOperation<
  ListAccountAssignmentsForPrincipalRequest,
  ListAccountAssignmentsForPrincipalResponse
>({
  name: "ListAccountAssignmentsForPrincipal",
  rules: {
    InstanceArn: instanceArn,
    PrincipalId: principalId,
    PrincipalType: principalType,
    Filter: structure,
    MaxResults: maxResults,
    NextToken: nextToken,
  },
  answer({ world }, input) {
    assertInstance(world, input.InstanceArn);
    const account = input.Filter?.AccountId;
    const page = pageOfRows(world, {
      operation: "ListAccountAssignmentsForPrincipal",
      asked: [input.PrincipalType, input.PrincipalId, account],
      rows: assignmentsReaching(world, input.PrincipalType, input.PrincipalId).filter(
        (row) => account === undefined || row.accountId === account,
      ),
      keyOf: assignmentKey,
      input,
    });
    return {
      AccountAssignments: page.rows.map((row) => ({
        AccountId: row.accountId,
        PermissionSetArn: row.permissionSetArn,
        PrincipalType: row.principalType,
        PrincipalId: row.principalId,
      })),
      NextToken: page.nextToken,
    };
  },
});
