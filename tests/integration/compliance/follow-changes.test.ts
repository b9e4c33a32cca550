import { randomBytes } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { assignConsumer, moveConsumer } from "@/lib/compliance/commands";
import { followChanges } from "@/lib/compliance/follow-changes";
import { findPendingFigures } from "@/lib/compliance/queries-pending";
import { recalculate } from "@/lib/compliance/recalculate";
import { type JobQueue, openQueue, prepareQueue } from "@/lib/jobs/queue";
import { claimRun, createRun, finishRun } from "@/lib/jobs/runs";
import { createLicence, setProduct, updateLicence } from "@/lib/licences/commands";
import { deleteLicences } from "@/lib/licences/commands-delete";
import { deleteProducts, moveProducts, updateProduct } from "@/lib/products/commands";
import { addDevices, addPeople, removeConsumers } from "@/lib/products/commands-consumers";
import { linkLicence, unlinkLicence } from "@/lib/products/commands-links";
import { inputOf } from "../licences/support";
import { actor, type Products, startProducts } from "../products/setup";

let products: Products;
let queue: JobQueue;
let folder: number;

beforeAll(async () => {
  products = await startProducts();
  folder = await products.folder("Own");
  const target = {
    databaseUrl: process.env.DATABASE_URL ?? "",
    redisUrl: null,
    queuePrefix: `t${randomBytes(4).toString("hex")}`,
  };
  await prepareQueue(target);
  queue = openQueue(target);
});
afterAll(async () => {
  await queue?.close();
  await products?.stop();
});
beforeEach(() => settle());
afterEach(() => products.sql("delete from run"));

const settle = () => products.sql("delete from compliance_change");
const marks = async () => (await products.sql("select from compliance_change")).length;
const runs = () => products.sql("select kind, trigger, status from run order by id");
/** As if the last change had been made so long ago. */
const age = (seconds: number) =>
  products.sql("update compliance_change set at = at - $1 * interval '1 second'", [seconds]);

/** YYYY-MM-DD, in UTC. */
const daysAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const ofProduct = (productId: number) => ({
  ...{
    productId,
    version: 1,
    name: "CAD",
    folderId: folder,
    metric: "user_cal" as const,
    isConcurrent: false,
    notes: "",
  },
});

async function workOff(): Promise<void> {
  const { runId } = await createRun({ kind: "recalculation", trigger: "manual" });
  const claim = await claimRun(runId, "worker", 60_000);
  if (!claim) throw new Error("it is queued");
  const worker = { workerName: "worker", heartbeatMs: 1_000, staleMs: 60_000 };
  const context = { claim, worker, signal: new AbortController().signal, progress: async () => {} };
  await finishRun(claim, await recalculate(context, new Date()));
}

/** What was changed is followed by a recalculation, and that fails. */
async function failOnce(): Promise<void> {
  await age(4);
  await followChanges(queue);
  const [run] = await products.sql<{ id: number }>("select id from run");
  const claim = await claimRun(run?.id ?? 0, "worker", 60_000);
  if (!claim) throw new Error("it is queued");
  await finishRun(claim, { status: "failed", errorCode: "unexpected" });
}

describe("what asks for a recalculation", () => {
  test("each change of manual products, licences, links, consumers, assignments and priorities", async () => {
    const seen: Record<string, number> = {};
    const marksAfter = async <Result>(name: string, change: () => Promise<Result>): Promise<Result> => {
      const result = await change();
      seen[name] = await marks();
      await settle();
      return result;
    };
    const productId = await marksAfter("product added", () => products.product("CAD", folder));
    const other = await marksAfter("product added", () => products.product("Viewer", folder));
    const { id: licenceId } = await marksAfter("licence created", () =>
      createLicence(actor, inputOf({ quantity: "3" })),
    );
    await marksAfter("licence linked", () => linkLicence(actor, { productId, licenceId }));
    const edit = { ...inputOf({ quantity: "5", productId: String(productId) }), licenceId, isKeyKept: "yes" as const };
    await marksAfter("quantity changed", () => updateLicence(actor, { ...edit, version: 1 }));
    await marksAfter("licence moved", () => setProduct(actor, { licenceId, productId: other }));
    await marksAfter("licence moved", () => setProduct(actor, { licenceId, productId }));
    const contactId = await products.contact("Ada", "ada@contoso.com");
    await marksAfter("person added", () => addPeople(actor, { productId, contactIds: [contactId] }));
    const installed = await products.product("Installed", folder, "device_cal");
    await settle();
    await marksAfter("device added", () => addDevices(actor, { productId: installed, names: ["PC-1", "PC-2"] }));
    const person = { productId, kind: "person" as const, id: contactId };
    await marksAfter("consumer bound", () => assignConsumer(actor, { ...person, licenceId }));
    await marksAfter("consumer let go", () => assignConsumer(actor, { ...person, licenceId: null }));
    await marksAfter("consumer first", () => moveConsumer(actor, { ...person, move: "up" }));
    await marksAfter("product unlimited", () => updateProduct(actor, { ...ofProduct(productId), isConcurrent: true }));
    const [consumer] = await products.sql<{ id: number }>("select id from product_consumer where contact_id = $1", [
      contactId,
    ]);
    await marksAfter("consumer removed", () => removeConsumers(actor, { productId, consumerIds: [consumer?.id ?? 0] }));
    await marksAfter("licence unlinked", () => unlinkLicence(actor, { productId, licenceId }));
    await marksAfter("licence deleted", () => deleteLicences(actor, { licenceIds: [licenceId] }));
    expect(new Set(Object.values(seen)), JSON.stringify(seen)).toEqual(new Set([1]));
  });

  test("[S62] a portal's deletion, which is the third reason of what came from it", async () => {
    const [portal] = await products.sql<{ id: string }>(
      "insert into portal (name, tenant_id, client_id) values ('Contoso', gen_random_uuid(), gen_random_uuid()) returning id",
    );
    await products.imported("E5", folder, portal?.id ?? "");
    await settle();
    await products.sql(
      "update product set unsync_reason = 'portal_deleted', unsync_since = now() where portal_id = $1",
      [portal?.id],
    );
    expect(await marks()).toBe(1);
  });

  test("not what leaves the figures as they are: names, notes, folders, and a link that is there already", async () => {
    const productId = await products.product("Drawing", folder);
    const away = await products.folder("Away");
    const { id: licenceId } = await createLicence(actor, inputOf({ productId: String(productId) }));
    await settle();
    await linkLicence(actor, { productId, licenceId });
    await moveProducts(actor, [{ productIds: [productId], folderId: away }]);
    await updateLicence(actor, {
      ...inputOf({ name: "Renamed", notes: "of the second contract", productId: String(productId) }),
      ...{ licenceId, version: 1, isKeyKept: "yes" },
    });
    await updateProduct(actor, { ...ofProduct(productId), name: "Drawing board", notes: "for the second floor" });
    expect(await marks()).toBe(0);
  });

  test("not an import, which is followed by a recalculation of its own", async () => {
    await products.sql(
      `do $$ begin perform set_config('seatwise.is_import', 'on', true);
         insert into product (origin, name, folder_id, updated_at) values ('manual', 'As by an import', ${folder}, now()); end $$`,
    );
    expect(await marks()).toBe(0);
    await products.product("By hand afterwards", folder);
    expect(await marks(), "the next transaction on the same connection is nobody's import").toBe(1);
  });

  test("not a deleted product without licences: nobody else's figures change", async () => {
    const productId = await products.product("Short-lived", folder);
    await settle();
    await deleteProducts(actor, [productId]);
    expect(await marks()).toBe(0);
  });
});

describe("[S62] when it is started", () => {
  test("once for several changes, a few seconds after the last", async () => {
    await products.product("One", folder);
    await products.product("Two", folder);
    await followChanges(queue);
    expect(await runs(), "somebody may still be typing").toEqual([]);
    await age(4);
    await Promise.all(Array.from({ length: 5 }, () => followChanges(queue)));
    expect(await runs()).toEqual([{ kind: "recalculation", trigger: "after_change", status: "queued" }]);
  });

  test("in the middle of changes that never pause", async () => {
    await products.product("First of many", folder);
    await age(31);
    await products.product("Latest of many", folder);
    await followChanges(queue);
    expect(await runs()).toHaveLength(1);
  });

  test("a recalculation takes in what was committed before, and leaves what came later to the next", async () => {
    await products.product("Before", folder);
    await workOff();
    expect(await marks()).toBe(0);
    await products.product("After", folder);
    await age(4);
    await followChanges(queue);
    expect(await runs()).toMatchObject([{ trigger: "manual" }, { trigger: "after_change", status: "queued" }]);
  });

  test("while a recalculation runs, the next waits for its end", async () => {
    const { runId } = await createRun({ kind: "recalculation", trigger: "schedule" });
    const claim = await claimRun(runId, "worker", 60_000);
    if (!claim) throw new Error("it is queued");
    await products.product("Meanwhile", folder);
    await age(60);
    await followChanges(queue);
    expect(await runs()).toHaveLength(1);
    await finishRun(claim, { status: "succeeded" });
    await followChanges(queue);
    expect(await runs()).toMatchObject([{ status: "succeeded" }, { trigger: "after_change" }]);
  });

  test("on the day after a licence expired, which is a change that nobody makes", async () => {
    const { id } = await createLicence(actor, inputOf({ expiresOn: daysAhead(-1) }));
    await settle();
    await products.sql(
      `insert into licence_compliance (licence_id, valid_quantity, consumption, balance, missing_base, calculated_at)
       values ($1, 1, 0, 1, 0, now() - interval '1 day')`,
      [id],
    );
    expect(await findPendingFigures()).toMatchObject({ isUnderWay: true });
    await followChanges(queue);
    expect(await runs()).toMatchObject([{ trigger: "after_change", status: "queued" }]);
    await products.sql("delete from run");
    await workOff();
    await products.sql("delete from run");
    await followChanges(queue);
    expect(await runs(), "the figures know of it").toEqual([]);
    expect(await findPendingFigures()).toBeNull();
  });

  test("one that fails is not tried over and over, but after five minutes or a further change", async () => {
    await products.product("Ill-fated", folder);
    await failOnce();
    await followChanges(queue);
    expect(await runs()).toHaveLength(1);
    await products.sql("update run set ended_at = ended_at - interval '6 minutes'");
    await age(600);
    await followChanges(queue);
    expect(await runs()).toMatchObject([{ status: "failed" }, { trigger: "after_change", status: "queued" }]);
  });
});

describe("what people are told while the figures lag behind", () => {
  test("nothing where they know everything", async () => {
    expect(await findPendingFigures()).toBeNull();
  });

  test("that new figures are under way, until a recalculation has taken the change in", async () => {
    await products.product("New", folder);
    expect(await findPendingFigures()).toMatchObject({ isUnderWay: true });
    await workOff();
    expect(await findPendingFigures()).toBeNull();
  });

  test("that the recalculation failed, and that it is under way again once it is tried anew", async () => {
    await products.product("Ill-fated", folder);
    await failOnce();
    expect(await findPendingFigures()).toMatchObject({ isUnderWay: false });
    await createRun({ kind: "recalculation", trigger: "manual" });
    expect(await findPendingFigures()).toMatchObject({ isUnderWay: true });
  });
});
