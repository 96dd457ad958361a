import type { InstanceMetadata, ListInstancesRequest, ListInstancesResponse } from "@aws-sdk/client-sso-admin";
import type { World } from "../world.ts";
import { ssoAdminOperation } from "./define-operation.ts";
import { maxResults, nextToken } from "./input-rules.ts";
import { pageOfRows } from "./known-things.ts";

/** The one instance an organisation has; it belongs to the management account. */
export const presentInstance = ({ ids }: World): InstanceMetadata => ({
  InstanceArn: ids.instanceArn,
  IdentityStoreId: ids.identityStoreId,
  OwnerAccountId: ids.managementAccountId,
  Name: "acme",
  CreatedDate: new Date(ids.createdAt),
  Status: "ACTIVE",
  PrimaryRegion: ids.region,
  Regions: [{ RegionName: ids.region, Status: "ACTIVE", AddedDate: new Date(ids.createdAt), IsPrimaryRegion: true }],
});

export const listInstances = ssoAdminOperation<ListInstancesRequest, ListInstancesResponse>({
  name: "ListInstances",
  rules: { MaxResults: maxResults, NextToken: nextToken },
  answer({ world }, input) {
    const page = pageOfRows(world, {
      operation: "ListInstances",
      asked: [],
      rows: [presentInstance(world)],
      keyOf: (instance) => instance.InstanceArn ?? "",
      input,
    });
    return { Instances: page.rows, NextToken: page.nextToken };
  },
});
