import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** Answers as Azure CLI does with `--output tsv` on Windows, and writes down what it was asked. */
const standIn = `#!/usr/bin/env bash
(IFS=$'\\t'; printf '%s\\n' "$*" >> "$AZ_LOG")
case "$*" in
  *"$AZ_FAILS"*) exit 1 ;;
  "ad app list "*) printf '%s' "$AZ_EXISTING" ;;
  "ad app create "*) printf 'the-app\\r\\n' ;;
  "ad sp create "*) printf 'the-principal\\r\\n' ;;
  "ad sp show "*) printf 'graph\\r\\n' ;;
  "ad app credential reset "*password*) printf 'the~value\\r\\n' ;;
  "ad app credential list "*) printf 'the-secret-id\\r\\n' ;;
  "account show "*) printf 'the-tenant\\r\\n' ;;
esac
`;

export type Answers = { existing?: string; fails?: string };

/** Runs a script for Azure CLI without Azure: `az` is a stand-in, and waiting takes no time. */
export function runAzScript(
  script: string,
  parameters: readonly string[],
  { existing = "", fails = "-" }: Answers = {},
) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "seatwise-az-"));
  try {
    const write = (name: string, content: string) => {
      fs.writeFileSync(path.join(folder, name), content, { mode: 0o755 });
    };
    write("az", standIn);
    write("sleep", "#!/usr/bin/env bash\n");
    write("script.sh", script);
    write("seatwise.cer", "");
    const log = path.join(folder, "log");
    const { status, stdout, stderr } = spawnSync("bash", ["script.sh", ...parameters], {
      cwd: folder,
      encoding: "utf8",
      env: {
        ...process.env,
        PATH: `${folder}:${process.env.PATH}`,
        AZ_LOG: log,
        AZ_EXISTING: existing,
        AZ_FAILS: fails === "-" ? "nothing fails" : fails,
      },
    });
    const calls = fs.existsSync(log) ? fs.readFileSync(log, "utf8").trimEnd().split("\n") : [];
    return { status, stdout, stderr, calls: calls.map((line) => line.split("\t")) };
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
