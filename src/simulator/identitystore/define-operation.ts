import { operationOf, refuseAsValidationException } from "../aws/operation.ts";

export const identityStoreOperation = operationOf(refuseAsValidationException);
