import type { SendEmailRequest } from "@aws-sdk/client-sesv2";
import { AwsError } from "../aws/aws-error.ts";

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === "string";
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);

const shapes: [path: string, fits: (value: unknown) => boolean][] = [
  ["FromEmailAddress", isText],
  ["Destination", isObject],
  ["Destination.ToAddresses", isTexts],
  ["Destination.CcAddresses", isTexts],
  ["Destination.BccAddresses", isTexts],
  ["ReplyToAddresses", isTexts],
  ["Content", isObject],
  ["Content.Simple", isObject],
  ["Content.Simple.Subject.Data", isText],
  ["Content.Simple.Body.Text.Data", isText],
  ["Content.Simple.Body.Html.Data", isText],
  ["Content.Raw.Data", isText],
];

/** Throws SerializationException when a member this simulator reads has another type than SES declares. */
export function assertSendEmailShape(
  members: Record<string, unknown>,
): asserts members is SendEmailRequest & typeof members {
  for (const [path, fits] of shapes) {
    const value = at(members, path.split("."));
    if (value !== undefined && value !== null && !fits(value)) {
      throw new AwsError("SerializationException", `${path} has the wrong type.`);
    }
  }
}

const at = (value: unknown, path: string[]): unknown =>
  path.reduce<unknown>((inside, name) => (isObject(inside) ? inside[name] : undefined), value);
