import { getTranslations } from "next-intl/server";
import { RunsWatch } from "@/components/monitor/runs-watch";
import { TaskCard } from "@/components/server-tasks/task-card";
import { TaskDrawer } from "@/components/server-tasks/task-drawer";
import { ClientMessages } from "@/components/shell/client-messages";
import { MessageBar } from "@/components/ui/message-bar";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { requireAccount } from "@/lib/auth/session";
import { queue } from "@/lib/jobs/producer";
import { listOpenRuns } from "@/lib/monitor/queries";
import { listPortalNames } from "@/lib/portals/queries";
import { listServerTasks } from "@/lib/server-tasks/queries";
import { listTimeZones } from "@/lib/server-tasks/zone-time";
import { editTask, runNow, setEnabled } from "./actions";

const path = "/system/server-tasks";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata() {
  return { title: (await getTranslations("serverTasks"))("title") };
}

export default async function ServerTasksPage({ searchParams }: Props) {
  await requireAccount("administrator");
  const t = await getTranslations();
  const [{ tasks, isQueueAway }, open, portals] = await Promise.all([
    listServerTasks(queue()),
    listOpenRuns(),
    listPortalNames(),
  ]);
  const { task: edited } = await searchParams;
  const editedTask = tasks.find(({ key }) => key === edited);
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
              task={task}
              portals={portals.filter(({ isEnabled }) => isEnabled)}
              editHref={`${path}?task=${task.key}`}
              actions={{ runNow, setEnabled }}
            />
          ))}
        </div>
      </Page>
      {editedTask && (
        <TaskDrawer
          key={editedTask.key}
          task={editedTask}
          closeHref={path}
          timeZones={listTimeZones()}
          now={new Date()}
          editTask={editTask}
        />
      )}
    </ClientMessages>
  );
}
