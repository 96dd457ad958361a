import Link from "@cloudscape-design/components/link";
import type { AuditEvent } from "../../api/audit.ts";

const pages: Record<string, string> = {
  request: "/requests/",
  grant: "/access/",
  "eligibility-policy": "/admin/eligibility-policies/",
  "approval-policy": "/admin/approval-policies/",
};

const kinds: Record<string, string> = {
  request: "Request",
  grant: "Access",
  person: "Person",
  directory: "Directory",
  settings: "Settings",
  notification: "Message",
  audit: "Audit",
  "eligibility-policy": "Eligibility policy",
  "approval-policy": "Approval policy",
  "emergency-stop": "Emergency stop",
  "api-client": "API client",
  "sign-in": "Sign-in",
};

const isNamed = (value: unknown): value is { name: string } =>
  typeof value === "object" && value !== null && "name" in value && typeof value.name === "string";

const called = ({ subject, data, personName, personId }: AuditEvent): string => {
  const { after, before } = data;
  const name = isNamed(after) ? after.name : isNamed(before) ? before.name : undefined;
  if (subject.kind === "person" && subject.id === personId && personName) return personName;
  return name ?? subject.id;
};

const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/i;

/** What it happened to, as a link to where it is shown now. */
export const SubjectLink = ({ event, short }: { event: AuditEvent; short?: boolean }) => {
  const { kind, id } = event.subject;
  const page = pages[kind];
  const spoken = kinds[kind] ?? kind;
  const name = called(event);
  const isSaid = name !== kind && !(short && uuid.test(name));
  const text = isSaid ? `${spoken}: ${name}` : spoken;
  return page ? <Link href={page + id}>{text}</Link> : <span className="as-typed">{text}</span>;
};
