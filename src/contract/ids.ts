import { z } from "zod";

/** Ids are checked by their shape here and looked up later; nothing but the shape is believed. */
export const stintId = z
  .string()
  .regex(/^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/, "is not an id of Stint");
export const accountId = z.string().regex(/^\d{12}$/, "is not an account id: twelve digits");
export const permissionSetArn = z
  .string()
  .regex(
    /^arn:aws[a-z-]{0,20}:sso:::[A-Za-z]{1,32}\/[A-Za-z0-9.-]{1,64}\/ps-[A-Za-z0-9.-]{1,64}$/,
    "is not the ARN of a permission set",
  );
export const orgUnitId = z
  .string()
  .regex(/^(?:r|ou)-[0-9a-z-]{1,70}$/, "is not the id of an organisational unit or root");
/** A person or a group in Identity Store. */
export const identityId = z.string().regex(/^[A-Za-z0-9-]{1,100}$/, "is not an Identity Store id");
export const apiClientId = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/, "is not an API client's id");
