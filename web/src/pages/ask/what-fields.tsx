import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useOffered } from "../../api/queries.ts";
import { AccountsField } from "./accounts-field.tsx";
import type { Draft } from "./draft.ts";
import { DurationField } from "./duration-field.tsx";
import { FavouriteStar } from "./favourite-star.tsx";
import type { FieldErrors } from "./field-errors.ts";
import { sharedRoles } from "./form-of.ts";
import { RoleField } from "./role-field.tsx";
import { StartField } from "./start-field.tsx";
import type { ChangeDraft } from "./use-draft.ts";

/** Which accounts, which role, from when, for how long: only what the server offers this person at this moment. */
export const WhatFields = (facts: {
  draft: Draft;
  change: ChangeDraft;
  errors: FieldErrors;
  /** The longest duration for what is chosen, once the server has said it. */
  most: number | undefined;
  globalMost: number;
}) => {
  const { draft, change, errors } = facts;
  const offered = useOffered(draft.accounts.map(({ id }) => id));
  const items = offered.isPlaceholderData ? undefined : offered.data?.items;
  const isOffered = (id: string) => !items || items.some((account) => account.id === id);
  const lost = draft.accounts.filter(({ id }) => !isOffered(id));
  const roles = items && sharedRoles(items);
  const ofRole = roles?.find(({ arn }) => arn === draft.role?.arn)?.maxDurationMinutes;
  return (
    <Container
      header={
        <Header variant="h2" actions={ofRole && lost.length === 0 ? <FavouriteStar draft={draft} /> : null}>
          What and when
        </Header>
      }
    >
      <SpaceBetween size="l">
        <AccountsField draft={draft} change={change} error={errors.accountIds} lost={lost} />
        <RoleField draft={draft} change={change} error={errors.permissionSetArn} roles={roles} />
        <DurationField
          draft={draft}
          change={change}
          error={errors.durationMinutes}
          most={facts.most ?? ofRole ?? (draft.role ? null : facts.globalMost)}
        />
        <StartField draft={draft} change={change} error={errors.startsAt} />
      </SpaceBetween>
    </Container>
  );
};
