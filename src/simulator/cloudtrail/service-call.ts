import { randomUUID } from "node:crypto";
import type { TrailRecordRow } from "../rows.ts";
import type { World } from "../world.ts";

/**
 * What AWS itself does all day in the account that administers: AWS Config assuming its role, as CloudTrail records it.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export const serviceCall = (world: World, at: Date): TrailRecordRow => {
  const { delegatedAdministratorId: accountId, region } = world.ids;
  const id = randomUUID();
  const invokedBy = "config.amazonaws.com";
  const role = "arn:aws:iam::" + accountId + ":role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig";
  const record = {
    eventVersion: "1.11",
    userIdentity: { type: "AWSService", invokedBy },
    eventTime: `${at.toISOString().slice(0, 19)}Z`,
    eventSource: "sts.amazonaws.com",
    eventName: "AssumeRole",
    awsRegion: region,
    sourceIPAddress: invokedBy,
    userAgent: invokedBy,
    requestParameters: { roleArn: role, roleSessionName: "AWSConfig-Describe" },
    responseElements: null,
    requestID: randomUUID(),
    eventID: id,
    readOnly: true,
    resources: [{ accountId, type: "AWS::IAM::Role", ARN: role }],
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: accountId,
    eventCategory: "Management",
  };
  return { id, accountId, region, deliverAt: at.toISOString(), record };
};
