// Packs files as tightly as the encodings can: Node has the reference implementations
// of both. What is to be done comes as JSON on the standard input, a list of
// {from, to, encoding}.
import { readFile, rename, writeFile } from 'node:fs/promises';
import { json } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const encodings = {
  br: (content) => promisify(brotliCompress)(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  }),
  gzip: (content) => promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
};

const tasks = await json(process.stdin);
await Promise.all(tasks.map(async ({ from, to, encoding }) => { // as many at a time as Node has threads for it
  const small = await encodings[encoding](await readFile(from));
  await writeFile(`${to}.part`, small);
  await rename(`${to}.part`, to); // nobody ever sees half of it
}));
