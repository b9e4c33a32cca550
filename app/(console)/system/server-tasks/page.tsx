import { getTranslations } from "next-intl/server";
import { RunsWatch } from "@/components/monitor/runs-watch";
import { TaskCard } from "@/components/server-tasks/task-card";
import { ClientMessages } from "@/components/shell/client-messages";
import { MessageBar } from "@/components/ui/message-bar";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { requireAccount } from "@/lib/auth/session";
import { queue } from "@/lib/jobs/producer";
import { listOpenRuns } from "@/lib/monitor/queries";
import { listServerTasks } from "@/lib/server-tasks/queries";
import { runNow, setAddress, setEnabled, setInterval } from "./actions";

export async function generateMetadata() {
  return { title: (await getTranslations("serverTasks"))("title") };
}

export default async function ServerTasksPage() {
  await requireAccount("administrator");
  const t = await getTranslations();
  const [{ tasks, isQueueAway }, open] = await Promise.all([listServerTasks(queue()), listOpenRuns()]);
  return (
    <ClientMessages namespaces={["serverTasks"]}>
      <RunsWatch initial={open} />
      <Page>
        <PageHeader
          breadcrumb={[{ label: t("shell.navigation.settings") }, { label: t("serverTasks.title") }]}
          title={t("serverTasks.title")}
          description={t("serverTasks.description")}
        />
        {isQueueAway && <MessageBar tone="warning">{t("serverTasks.queueAway")}</MessageBar>}
        <div className="flex max-w-240 flex-col gap-4">
          {tasks.map((task) => (
            <TaskCard
              key={task.key}
              {...{ task, isQueueAway }}
              actions={{ runNow, setAddress, setEnabled, setInterval }}
            />
          ))}
        </div>
      </Page>
    </ClientMessages>
  );
}
