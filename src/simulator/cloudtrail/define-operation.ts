import { operationOf, refuseAsValidationException } from "../aws/operation.ts";

export const defineOperation = operationOf(refuseAsValidationException);
