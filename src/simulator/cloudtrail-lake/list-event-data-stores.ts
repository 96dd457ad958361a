import type { ListEventDataStoresRequest, ListEventDataStoresResponse } from "@aws-sdk/client-cloudtrail";
import { lakeOperation } from "./define-operation.ts";
import { eventDataStoreArn } from "./event-data-store.ts";

export const listEventDataStores = lakeOperation<ListEventDataStoresRequest, ListEventDataStoresResponse>({
  name: "ListEventDataStores",
  rules: { NextToken: { type: "string", min: 4, max: 1000 }, MaxResults: { type: "integer", min: 1, max: 1000 } },
  answer: ({ world }) => ({ EventDataStores: [{ EventDataStoreArn: eventDataStoreArn(world), Name: "organization" }] }),
});
