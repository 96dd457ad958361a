import { operationOf, refuseAsValidationException } from "../aws/operation.ts";

export const ssoAdminOperation = operationOf(refuseAsValidationException);
