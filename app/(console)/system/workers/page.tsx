import { getTranslations } from "next-intl/server";
import { WorkerList } from "@/components/health/worker-list";
import { RunsWatch } from "@/components/monitor/runs-watch";
import { EmptyState } from "@/components/ui/empty-state";
import { MessageBar } from "@/components/ui/message-bar";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { requireAccount } from "@/lib/auth/session";
import { config } from "@/lib/config";
import { readQueueState } from "@/lib/health/readiness";
import { listWorkers } from "@/lib/health/workers";
import { listOpenRuns } from "@/lib/monitor/queries";

export async function generateMetadata() {
  return { title: (await getTranslations("health"))("title") };
}

export default async function WorkersPage() {
  await requireAccount("administrator");
  const t = await getTranslations();
  const [workers, queueState, open] = await Promise.all([
    listWorkers(config().run.staleMs),
    readQueueState(),
    listOpenRuns(),
  ]);
  const isNoneRunning = !workers.some(({ state }) => state === "running");
  return (
    <Page>
      <RunsWatch initial={open} />
      <PageHeader
        breadcrumb={[{ label: t("shell.navigation.operation") }, { label: t("health.title") }]}
        title={t("health.title")}
        description={t("health.description")}
      />
      {isNoneRunning && workers.length > 0 && (
        <MessageBar tone="error" title={t("health.queue.none.title")}>
          {t("health.queue.none.text")}
        </MessageBar>
      )}
      {queueState !== "ok" && (
        <MessageBar tone="warning" title={t(`health.queue.${queueState}.title`)}>
          {t(`health.queue.${queueState}.text`)}
        </MessageBar>
      )}
      {workers.length > 0 ? (
        <WorkerList workers={workers} />
      ) : (
        <EmptyState title={t("health.empty.title")}>{t("health.empty.text")}</EmptyState>
      )}
    </Page>
  );
}
