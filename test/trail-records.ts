/** CloudTrail records as AWS writes them for sessions of Identity Center, for tests of whatever reads a trail. */
export type TrailFacts = {
  id: string;
  at: Date;
  accountId: string;
  permissionSetName: string;
  userName: string;
  sessionCreatedAt: Date;
  personId?: string | undefined;
  roleSuffix?: string;
  region?: string;
  service?: string;
  action?: string;
  errorCode?: string;
};

const seconds = (at: Date) => `${at.toISOString().slice(0, 19)}Z`;

export const trailRecord = (facts: TrailFacts) => {
  const { accountId, userName, region = "eu-central-1" } = facts;
  const roleName = `AWSReservedSSO_${facts.permissionSetName}_${facts.roleSuffix ?? "0123456789abcdef"}`;
  return {
    eventVersion: "1.11",
    userIdentity: {
      type: "AssumedRole",
      principalId: `AROAEXAMPLEEXAMPLE123:${userName}`,
      arn: `arn:aws:sts::${accountId}:assumed-role/${roleName}/${userName}`,
      accountId,
      accessKeyId: "ASIAEXAMPLEEXAMPLE12",
      sessionContext: {
        sessionIssuer: {
          type: "Role",
          principalId: "AROAEXAMPLEEXAMPLE123",
          arn: `arn:aws:iam::${accountId}:role/aws-reserved/sso.amazonaws.com/eu-central-1/${roleName}`,
          accountId,
          userName: roleName,
        },
        attributes: { creationDate: seconds(facts.sessionCreatedAt), mfaAuthenticated: "false" },
      },
      ...(facts.personId === undefined
        ? {}
        : {
            onBehalfOf: {
              userId: facts.personId,
              identityStoreArn: "arn:aws:identitystore::111122223333:identitystore/d-1234567890",
            },
          }),
    },
    eventTime: seconds(facts.at),
    eventSource: facts.service ?? "s3.amazonaws.com",
    eventName: facts.action ?? "ListBuckets",
    awsRegion: region,
    sourceIPAddress: "203.0.113.7",
    userAgent: "aws-cli/2.31.0",
    ...(facts.errorCode ? { errorCode: facts.errorCode, errorMessage: "User is not authorized" } : {}),
    requestParameters: { password: "what nobody must keep" },
    responseElements: null,
    requestID: `r-${facts.id}`,
    eventID: facts.id,
    readOnly: true,
    resources: [{ accountId, type: "AWS::S3::Bucket", ARN: "arn:aws:s3:::ledger" }],
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: accountId,
    eventCategory: "Management",
  };
};
