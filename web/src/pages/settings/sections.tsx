import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import { GroupField } from "./group-field.tsx";
import type { SectionFacts } from "./section-facts.ts";
import { SwitchField } from "./switch-field.tsx";
import { TextField } from "./text-field.tsx";
import { TimeField } from "./time-field.tsx";

const cutChoices = ["never", "early-end", "every-end"] as const;

const Section = ({ title, children }: { title: string; children: ReactNode[] }) => (
  <Container header={<Header variant="h2">{title}</Header>}>
    <SpaceBetween size="l">{children}</SpaceBetween>
  </Container>
);

export const Approval = (section: SectionFacts) => (
  <Section title="Approval">
    <SwitchField
      key="workflow"
      section={section}
      field="approvalWorkflow"
      label="Approval workflow"
      description="On: policies say which requests need approval. Off: whatever a policy allows is approved at once."
    />
    <SwitchField
      key="decision"
      section={section}
      field="decisionCommentRequired"
      label="A comment with each decision"
      description="Whoever approves or rejects says why."
    />
    <SwitchField
      key="end"
      section={section}
      field="endCommentRequired"
      label="A comment when access is ended early"
      description="Whoever ends access before its time says why. What ends by the clock needs none."
    />
  </Section>
);

export const Requests = (section: SectionFacts) => (
  <Section title="Requests">
    <SwitchField
      key="why"
      section={section}
      field="justificationRequired"
      label="A justification is required"
      description="Each request says why."
    />
    <SwitchField
      key="ticket"
      section={section}
      field="ticketRequired"
      label="A ticket is required"
      description="Each request names the ticket it belongs to."
    />
    <TextField
      key="pattern"
      section={section}
      field="ticketPattern"
      label="Ticket pattern"
      description="A regular expression that the whole ticket must match. Empty: any."
      placeholder="[A-Z]+-\d+"
    />
    <TimeField
      key="longest"
      section={section}
      field="maxDurationMinutes"
      label="Longest duration"
      description="For policies without a maximum of their own."
      bounds="From 15 minutes to 8,000 hours."
    />
    <TimeField
      key="expiry"
      section={section}
      field="pendingExpiryMinutes"
      label="Requests wait at most"
      description="A request that nobody has decided by then expires."
      bounds="From 5 minutes to 30 days."
    />
  </Section>
);

export const Access = (section: SectionFacts) => (
  <Section title="Access">
    <FormField
      key="lost"
      label="When eligibility is lost"
      description="What happens to scheduled and active access whose holder may no longer ask for it. Who is disabled or deleted always loses it."
      errorText={section.errors.onLostEligibility}
    >
      <RadioGroup
        value={section.draft.onLostEligibility}
        readOnly={section.readOnly}
        items={[
          { value: "end", label: "End it", description: "Within a minute of the sync that saw it." },
          { value: "warn", label: "Warn only", description: "It goes on until its time is up." },
        ]}
        onChange={({ detail }) => section.change({ onLostEligibility: detail.value === "warn" ? "warn" : "end" })}
      />
    </FormField>
    <FormField
      key="cut"
      label="Issued credentials when access ends"
      description="AWS lets credentials live until the session of the role is over, also when the access they were issued for has ended. Stint can have AWS deny them, by a service control policy that must be set up first. It never reaches the management account."
      errorText={section.errors.cutIssuedCredentials}
    >
      <RadioGroup
        value={section.draft.cutIssuedCredentials}
        readOnly={section.readOnly}
        items={[
          { value: "never", label: "Let them expire", description: "Stint shows until when they work." },
          {
            value: "early-end",
            label: "Cut them when access ends early",
            description: "When somebody ends it, or eligibility is lost.",
          },
          { value: "every-end", label: "Cut them whenever access ends", description: "Also when its time is up." },
        ]}
        onChange={({ detail }) => {
          const chosen = cutChoices.find((choice) => choice === detail.value);
          if (chosen) section.change({ cutIssuedCredentials: chosen });
        }}
      />
    </FormField>
    <TextField
      key="portal"
      section={section}
      field="portalUrl"
      label="Access portal"
      description="Where people open the accounts they were given. Empty: no link is shown."
      placeholder="https://d-1234567890.awsapps.com/start"
    />
  </Section>
);

export const Personas = (section: SectionFacts) => (
  <Section title="Who is in charge">
    <GroupField
      key="admins"
      section={section}
      field="adminGroupId"
      label="Admin group"
      description="Its members change policies and settings, and may end any access."
      mayBeNone={false}
    />
    <GroupField
      key="auditors"
      section={section}
      field="auditorGroupId"
      label="Auditor group"
      description="Its members read everything and change nothing."
      mayBeNone
    />
  </Section>
);

export const Notifications = (section: SectionFacts) => (
  <Section title="Notifications">
    <SwitchField
      key="email"
      section={section}
      field="email"
      label="E-mail"
      description="Approvers and requesters hear of what concerns them."
    />
    <TextField
      key="audit"
      section={section}
      field="auditEmail"
      label="Audit copy"
      description="An address that gets a copy of everything. Empty: none."
      placeholder="audit@example.com"
    />
  </Section>
);
