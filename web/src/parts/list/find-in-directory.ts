import { call } from "../../api/call.ts";
import type { Page } from "../../api/shapes.ts";
import type { FilterOption, Finding } from "./list-filter.ts";

const finding =
  <Row>(path: string, optionOf: (row: Row) => FilterOption): Finding =>
  async (search, signal) => {
    const query = { search, limit: "20", includeGone: "true" };
    return (await call<Page<Row>>("GET", `/directory/${path}`, { query, signal })).items.map(optionOf);
  };

/** By name or id, also those that are gone: past access names them. For admins and auditors, who may read the directory. */
export const findPeople = finding<{ id: string; displayName: string; userName: string }>("users", (person) => ({
  value: person.id,
  label: person.displayName,
  tags: [person.userName],
}));
export const findAccounts = finding<{ id: string; name: string }>("accounts", ({ id, name }) => ({
  value: id,
  label: name,
  tags: [id],
}));
export const findRoles = finding<{ arn: string; name: string }>("permission-sets", ({ arn, name }) => ({
  value: arn,
  label: name,
}));
export const findGroups = finding<{ id: string; displayName: string }>("groups", ({ id, displayName }) => ({
  value: id,
  label: displayName,
}));
export const findOrgUnits = finding<{ id: string; name: string }>("org-units", ({ id, name }) => ({
  value: id,
  label: name,
  tags: [id],
}));
