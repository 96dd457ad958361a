import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useState } from "react";
import { type MadeApiClient, useApiClients } from "../../api/api-clients.ts";
import { Empty } from "../../parts/empty.tsx";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { clientColumns } from "./columns.tsx";
import { MakeClient } from "./make-client.tsx";
import { NewSecret } from "./new-secret.tsx";

export const ClientsView = ({ mayMake }: { mayMake: boolean }) => {
  const clients = useApiClients();
  const [isMaking, setIsMaking] = useState(false);
  const [made, setMade] = useState<MadeApiClient>();
  const make = mayMake ? (
    <Button variant="primary" onClick={() => setIsMaking(true)}>
      Make an API client
    </Button>
  ) : null;
  return (
    <SpaceBetween size="l">
      <Table
        variant="borderless"
        header={
          <Header variant="h1" description="Machines that use the API, each as one person." actions={make}>
            API clients
          </Header>
        }
        items={clients.data?.items ?? []}
        columnDefinitions={clientColumns}
        trackBy="id"
        loading={clients.isPending}
        loadingText="Loading"
        wrapLines
        ariaLabels={{ tableLabel: "API clients" }}
        empty={
          clients.error ? (
            <ProblemAlert problem={clients.error} retry={() => clients.refetch()} />
          ) : (
            <Empty title="There is no API client yet.">{make}</Empty>
          )
        }
      />
      {isMaking ? (
        <MakeClient
          onClose={() => setIsMaking(false)}
          onMade={(client) => {
            setIsMaking(false);
            setMade(client);
          }}
        />
      ) : null}
      {made ? <NewSecret made={made} onClose={() => setMade(undefined)} /> : null}
    </SpaceBetween>
  );
};
