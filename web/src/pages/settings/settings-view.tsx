import Box from "@cloudscape-design/components/box";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import Spinner from "@cloudscape-design/components/spinner";
import { useSettings } from "../../api/settings.ts";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { Time } from "../../parts/time.tsx";
import { SettingsForm } from "./settings-form.tsx";

export const SettingsView = () => {
  const { data, error, refetch } = useSettings();
  const description = data?.updatedAt ? (
    <>
      Last changed <Time at={data.updatedAt} />.
    </>
  ) : (
    "What holds for everybody."
  );
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={description}>
          Settings
        </Header>
      }
    >
      {error ? <ProblemAlert problem={error} retry={() => refetch()} /> : null}
      {!data && !error ? (
        <Box textAlign="center" padding="l">
          <Spinner /> Loading
        </Box>
      ) : null}
      {data ? <SettingsForm saved={data} /> : null}
    </ContentLayout>
  );
};
