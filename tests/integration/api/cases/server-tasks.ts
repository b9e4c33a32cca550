import type { Cases, World } from "./case";

async function versionOf({ call }: World, taskKey: string): Promise<number> {
  return (await call<{ version: number }>("getServerTask", { params: { taskKey } })).data.version;
}

export const serverTaskCases: Cases = {
  listServerTasks: () => ({ query: { limit: "2" } }),
  getServerTask: () => ({ params: { taskKey: "import" } }),
  updateServerTask: async (world) => ({
    params: { taskKey: "retention" },
    body: {
      version: await versionOf(world, "retention"),
      startCondition: { kind: "weekly", days: [1, 5], at: "03:30", timeZone: "Europe/Berlin" },
      retention: { keepDays: 100 },
    },
  }),
  previewStarts: () => ({
    body: { startCondition: { kind: "monthly", day: "last", at: "22:00", timeZone: "Europe/Berlin" } },
  }),
  runServerTask: async (world) => {
    await world.endRuns();
    return { params: { taskKey: "import" }, body: { portalId: world.portalId } };
  },
};
