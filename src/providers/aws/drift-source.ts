import {
  DescribeAccountAssignmentCreationStatusCommand,
  ListAccountAssignmentCreationStatusCommand,
  ListAccountAssignmentsCommand,
  ListAccountsForProvisionedPermissionSetCommand,
  type SSOAdminClient,
} from "@aws-sdk/client-sso-admin";
import type { DriftApi, Holder } from "../../core/drift.ts";
import { CloudError } from "../../core/identity-center.ts";
import type { Pace } from "../../core/pace.ts";
import { call } from "./call.ts";
import { allRows, pagesOf } from "./pages.ts";

const MaxResults = 100;

const toHolder = (row: { PrincipalType?: string | undefined; PrincipalId?: string | undefined }): Holder[] =>
  row.PrincipalId ? [{ kind: row.PrincipalType === "GROUP" ? "group" : "person", id: row.PrincipalId }] : [];

/** What AWS no longer knows holds nothing. */
const unlessUnknown = async <Answer>(asking: Promise<Answer>, otherwise: Answer): Promise<Answer> => {
  try {
    return await asking;
  } catch (problem) {
    if (problem instanceof CloudError && problem.problem === "not-found") return otherwise;
    throw problem;
  }
};

/** Reads what Identity Center holds, each call in its turn behind everything else. */
export const createDriftApi = (facts: { client: SSOAdminClient; instanceArn: string; pace: Pace }): DriftApi => {
  const { client, instanceArn: InstanceArn } = facts;
  const turn = () => facts.pace("sso-admin", "sync");

  return {
    async holders({ accountId: AccountId, permissionSetArn: PermissionSetArn }) {
      const pages = pagesOf(
        "ListAccountAssignments",
        (NextToken) =>
          client.send(
            new ListAccountAssignmentsCommand({ InstanceArn, AccountId, PermissionSetArn, MaxResults, NextToken }),
          ),
        turn,
      );
      const rows = await unlessUnknown(
        allRows(pages, (page) => page.AccountAssignments),
        [],
      );
      return rows.flatMap(toHolder);
    },

    accountsHolding(PermissionSetArn) {
      const pages = pagesOf(
        "ListAccountsForProvisionedPermissionSet",
        (NextToken) =>
          client.send(
            new ListAccountsForProvisionedPermissionSetCommand({
              InstanceArn,
              PermissionSetArn,
              MaxResults,
              NextToken,
            }),
          ),
        turn,
      );
      return unlessUnknown(
        allRows(pages, (page) => page.AccountIds),
        [],
      );
    },

    async creations() {
      const pages = pagesOf(
        "ListAccountAssignmentCreationStatus",
        (NextToken) =>
          client.send(
            new ListAccountAssignmentCreationStatusCommand({
              InstanceArn,
              Filter: { Status: "SUCCEEDED" },
              MaxResults,
              NextToken,
            }),
          ),
        turn,
      );
      const rows = await allRows(pages, (page) => page.AccountAssignmentsCreationStatus);
      return rows.flatMap(({ RequestId, CreatedDate }) =>
        RequestId && CreatedDate ? [{ operationId: RequestId, createdAt: CreatedDate }] : [],
      );
    },

    async creation(operationId) {
      await turn();
      const answer = await unlessUnknown(
        call("DescribeAccountAssignmentCreationStatus", () =>
          client.send(
            new DescribeAccountAssignmentCreationStatusCommand({
              InstanceArn,
              AccountAssignmentCreationRequestId: operationId,
            }),
          ),
        ),
        undefined,
      );
      const made = answer?.AccountAssignmentCreationStatus;
      const [holder] = made ? toHolder(made) : [];
      if (!made?.TargetId || !made.PermissionSetArn || !holder) return undefined;
      return { accountId: made.TargetId, permissionSetArn: made.PermissionSetArn, holder };
    },
  };
};
