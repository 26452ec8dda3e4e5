// A worker that measures the scalar float32 peak of this browser: a WebAssembly
// loop of independent chains x = x*a + b, with no memory access at all. Whatever
// reads its operands from memory can only be slower. The chains are as many as
// fit in the registers beside a and b: with 8 of them the loop waits for its own
// results and shows 10 GFLOP/s where 14 show 14.5, and the higher bar is the fair one.

importScripts('engine.js');

const f32 = 0x7d, i32 = 0x7f; // value types
const chains = 14, unroll = 16;

const u32 = (n) => (n < 128 ? [n] : [(n & 127) | 128, ...u32(n >>> 7)]); // LEB128
const vector = (items) => [...u32(items.length), ...items.flat()];
const section = (id, body) => [id, ...u32(body.length), ...body];

// emit returns the bytes of a module that exports peak(n i32, a f32, b f32) f32.
function emit() {
  const get = (local) => [0x20, ...u32(local)];
  const set = (local) => [0x21, ...u32(local)];
  const n = 0, a = 1, b = 2, x = (chain) => 3 + chain;
  const mul = 0x94, add = 0x92;
  const each = (fn) => Array.from({ length: chains }, (_, c) => fn(c)).flat();
  const madd = each((c) => [...get(x(c)), ...get(a), mul, ...get(b), add, ...set(x(c))]);
  const code = [
    ...vector([[...u32(chains), f32]]), // the chains are locals, so they stay in registers
    ...each((c) => [0x43, 0, 0, (c + 1) << 3, 0x3f, ...set(x(c))]), // f32.const
    0x03, 0x40, // loop
    ...Array.from({ length: unroll }, () => madd).flat(),
    ...get(n), 0x41, 1, 0x6b, 0x22, n, // n = n - 1, kept on the stack
    0x0d, 0, 0x0b, // br_if 0, end of loop
    ...get(x(0)), ...each((c) => (c ? [...get(x(c)), add] : [])), // use every chain, or it is optimised away
    0x0b,
  ];
  const name = [...new TextEncoder().encode('peak')];
  return new Uint8Array([
    0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // "\0asm", version 1
    ...section(1, vector([[0x60, ...vector([i32, f32, f32]), ...vector([f32])]])), // type
    ...section(3, vector([0])), // function
    ...section(7, vector([[...vector(name), 0, 0]])), // export
    ...section(10, vector([vector(code)])), // code
  ]);
}

const { peak } = new WebAssembly.Instance(new WebAssembly.Module(emit())).exports;

serve({
  prepare: () => 2 * chains * unroll, // operations a loop
  // a = 0.999 and b = 0.001 keep every chain near 1: no denormals, no infinities.
  run: (_, loops) => peak(loops, 0.999, 0.001),
});
