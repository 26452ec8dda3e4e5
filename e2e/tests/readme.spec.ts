import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { petriSite } from '../fixtures/site';

const here = new URL('../', import.meta.url);

/** The blocks of code in the section that people follow, in its order. */
async function blocks() {
  const readme = await readFile(new URL('README.md', here), 'utf8');
  const section = readme.split(/^## /m).find((part) => part.startsWith('Petri in tests of your own'))!;
  return [...section.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, text]) => ({ language, text }));
}

/** The environment of a person who runs a test, and not that of a test which runs: npm and Playwright leave a lot in it. */
function environment() {
  const kept = /^npm_config_(registry|userconfig|cache|cafile|https?_proxy|noproxy)$/i;
  const ours = /^(npm_|PW|PLAYWRIGHT_TEST|TEST_|E2E_|INIT_CWD|NODE_OPTIONS|NODE_PATH|FORCE_COLOR|DEBUG_COLORS)/i;
  const own = Object.entries(process.env).filter(([name]) => kept.test(name) || !ours.test(name));
  return { ...Object.fromEntries(own), BASE_URL: petriSite, npm_config_prefer_offline: 'true', npm_config_update_notifier: 'false' };
}

test('in an empty folder the commands of the README install the fixture, and its example passes', async () => {
  const beside = await mkdtemp(join(tmpdir(), 'petri-'));
  const course = join(beside, 'course');
  await mkdir(course);
  await symlink(new URL('../', here), join(beside, 'petri'));
  try {
    for (const { language, text } of await blocks()) {
      if (language === 'js') {
        await writeFile(join(course, /^\/\/ (\S+)\n/.exec(text)![1]), text);
        continue;
      }
      for (const command of text.trim().split('\n')) {
        await test.step(command, () => promisify(execFile)('sh', ['-c', command], { cwd: course, env: environment() }).catch((error) => {
          throw new Error([command, error.stdout, error.stderr].join('\n'));
        }));
      }
    }
    expect(await readdir(join(course, 'node_modules', 'petri-e2e'))).toEqual(['README.md', 'chromium.mjs', 'fixtures', 'package.json']);
    expect(await readdir(join(course, 'digits.spec.mjs-snapshots'))).toHaveLength(1);
  } finally {
    await rm(beside, { recursive: true });
  }
});

test('the README names the versions that are tested here', async () => {
  const { version, devDependencies } = JSON.parse(await readFile(new URL('package.json', here), 'utf8'));
  const text = (await blocks()).map((block) => block.text).join();
  expect(text).toContain(`@playwright/test@${devDependencies['@playwright/test']} petri-e2e-${version}.tgz`);
});
