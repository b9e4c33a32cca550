import fs from "node:fs";
import path from "node:path";
import ts from "typescript";

/** null: open to everybody. */
export type Page = { file: string; path: string; role: "viewer" | "administrator" | null };
export type RouteMethod = { file: string; path: string; method: string; permission: string | null };
export type ServerAction = { file: string; name: string; permission: string | null };
export type EntryPoints = { pages: Page[]; routes: RouteMethod[]; actions: ServerAction[]; faults: string[] };

const SOURCE_FOLDERS = ["app", "components", "lib"];
const ROUTE_SETTINGS = new Set(["dynamic", "revalidate", "runtime", "maxDuration", "fetchCache", "preferredRegion"]);

/** Every page, route and server action below `rootDir`, read from the source; `faults` are those that guard themselves wrongly. */
export function readEntryPoints(rootDir: string): EntryPoints {
  const found: EntryPoints = { pages: [], routes: [], actions: [], faults: [] };
  for (const folder of SOURCE_FOLDERS) {
    for (const entry of fs.readdirSync(path.join(rootDir, folder), { recursive: true, withFileTypes: true })) {
      const file = path.relative(rootDir, path.join(entry.parentPath, entry.name)).split(path.sep).join("/");
      if (!entry.isFile() || !/\.tsx?$/.test(file) || file.startsWith("lib/db/generated/")) continue;
      inspect(file, fs.readFileSync(path.join(rootDir, file), "utf8"), found);
    }
  }
  return found;
}

export function inspect(file: string, text: string, found: EntryPoints): void {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  if (/^app\/(.*\/)?page\.tsx?$/.test(file)) inspectPage(file, source, found);
  if (/^app\/(.*\/)?route\.tsx?$/.test(file)) inspectRoute(file, source, found);
  inspectActions(file, source, found);
}

/** "app/(console)/system/users/page.tsx" → "/system/users" */
function addressOf(file: string): string {
  const segments = file.split("/").slice(1, -1);
  return `/${segments.filter((segment) => !/^(\(.*\)|@.*)$/.test(segment)).join("/")}`;
}

function inspectPage(file: string, source: ts.SourceFile, found: EntryPoints): void {
  const guard = importedAs(source, "@/lib/auth/session", "requireAccount");
  const page = source.statements.find(
    (each): each is ts.FunctionDeclaration =>
      ts.isFunctionDeclaration(each) && hasModifier(each, ts.SyntaxKind.DefaultKeyword),
  );
  const first = page?.body?.statements[0];
  const call = guard && first && awaitedCall(first, guard);
  const role = call ? (call.arguments.length === 0 ? "viewer" : textOf(call.arguments[0], source)) : null;
  if (call && role !== "viewer" && role !== "administrator") {
    found.faults.push(`${file}: requireAccount() is given something other than a role`);
  }
  if (!call && guard) found.faults.push(`${file}: the page does not begin with "await requireAccount()"`);
  if (!page) found.faults.push(`${file}: the page is not an exported default function`);
  found.pages.push({ file, path: addressOf(file), role: role as Page["role"] });
}

function inspectRoute(file: string, source: ts.SourceFile, found: EntryPoints): void {
  for (const { name, value } of runtimeExports(source)) {
    if (ROUTE_SETTINGS.has(name)) continue;
    const made = madeBy(value, source, "@/lib/actions/define-route", ["defineRoute", "definePublicRoute"]);
    if (!made) found.faults.push(`${file}: ${name} is not made by defineRoute or definePublicRoute`);
    else found.routes.push({ file, path: addressOf(file), method: name, permission: made.permission });
  }
}

function inspectActions(file: string, source: ts.SourceFile, found: EntryPoints): void {
  const isActionFile = directives(source.statements).includes("use server");
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node) && directives(node.statements).includes("use server")) {
      found.faults.push(`${file}: a server action inside another function has no guard`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  if (!isActionFile) return;
  for (const { name, value } of runtimeExports(source)) {
    const made = madeBy(value, source, "@/lib/actions/define-action", ["defineAction", "publicAction"]);
    if (!made) found.faults.push(`${file}: ${name} is not made by defineAction or publicAction`);
    else found.actions.push({ file, name, permission: made.permission });
  }
}

const directives = (statements: Iterable<ts.Statement>): string[] => {
  const texts: string[] = [];
  for (const statement of statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression)) break;
    texts.push(statement.expression.text);
  }
  return texts;
};

const hasModifier = (node: ts.Node, kind: ts.SyntaxKind) =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === kind);

/** The local name of what is imported from exactly this module, so that a function of the same name does not pass. */
function importedAs(source: ts.SourceFile, module: string, name: string): string | null {
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || (statement.moduleSpecifier as ts.StringLiteral).text !== module) continue;
    const bindings = statement.importClause?.namedBindings;
    if (!bindings || !ts.isNamedImports(bindings)) continue;
    const element = bindings.elements.find((each) => (each.propertyName ?? each.name).text === name);
    if (element) return element.name.text;
  }
  return null;
}

/** `await guard(…)` or `const account = await guard(…)` */
function awaitedCall(statement: ts.Statement, name: string): ts.CallExpression | null {
  const expression = ts.isExpressionStatement(statement)
    ? statement.expression
    : ts.isVariableStatement(statement)
      ? statement.declarationList.declarations[0]?.initializer
      : undefined;
  if (!expression || !ts.isAwaitExpression(expression) || !ts.isCallExpression(expression.expression)) return null;
  const call = expression.expression;
  return ts.isIdentifier(call.expression) && call.expression.text === name ? call : null;
}

type Export = { name: string; value: ts.Expression | undefined };

/** What a module exports besides types; `value` is missing where it cannot be seen (a function, a re-export). */
function runtimeExports(source: ts.SourceFile): Export[] {
  return source.statements.flatMap((statement): Export[] => {
    if (ts.isExportDeclaration(statement)) {
      if (statement.isTypeOnly) return [];
      if (!statement.exportClause || !ts.isNamedExports(statement.exportClause))
        return [{ name: "*", value: undefined }];
      return statement.exportClause.elements
        .filter((element) => !element.isTypeOnly)
        .map((element) => ({
          name: element.name.text,
          value: statement.moduleSpecifier
            ? undefined
            : initializerOf(source, (element.propertyName ?? element.name).text),
        }));
    }
    if (ts.isExportAssignment(statement)) return [{ name: "default", value: undefined }];
    if (!hasModifier(statement, ts.SyntaxKind.ExportKeyword)) return [];
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return [];
    if (!ts.isVariableStatement(statement)) {
      return [{ name: (statement as ts.FunctionDeclaration).name?.text ?? "default", value: undefined }];
    }
    return statement.declarationList.declarations.map(({ name, initializer }) => ({
      name: name.getText(source),
      value: initializer,
    }));
  });
}

function initializerOf(source: ts.SourceFile, name: string): ts.Expression | undefined {
  return source.statements
    .filter(ts.isVariableStatement)
    .flatMap((statement) => [...statement.declarationList.declarations])
    .find((declaration) => declaration.name.getText(source) === name)?.initializer;
}

/** Whether a value is the result of one of these makers, and which permission it was given; a public maker takes none. */
function madeBy(
  value: ts.Expression | undefined,
  source: ts.SourceFile,
  module: string,
  [guarded, open]: [guarded: string, open: string],
): { permission: string | null } | null {
  if (!value || !ts.isCallExpression(value) || !ts.isIdentifier(value.expression)) return null;
  const maker = value.expression.text;
  if (maker === importedAs(source, module, open)) return { permission: null };
  if (maker !== importedAs(source, module, guarded)) return null;
  const definition = value.arguments[0];
  if (!definition || !ts.isObjectLiteralExpression(definition)) return null;
  for (const property of definition.properties) {
    if (property.name?.getText(source) !== "permission") continue;
    const given = ts.isPropertyAssignment(property)
      ? property.initializer
      : initializerOf(source, property.name.getText(source));
    const permission = textOf(given, source);
    return permission === null ? null : { permission };
  }
  return null;
}

/** The text of a literal, or of a constant of the same file. */
function textOf(expression: ts.Expression | undefined, source: ts.SourceFile): string | null {
  if (expression && ts.isIdentifier(expression)) return textOf(initializerOf(source, expression.text), source);
  if (expression && ts.isAsExpression(expression)) return textOf(expression.expression, source);
  return expression && ts.isStringLiteralLike(expression) ? expression.text : null;
}
