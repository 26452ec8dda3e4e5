// What every engine of the benchmark has in common: it is a worker that prepares
// a case by name and then runs so many steps of it, timed on its own clock.

function serve({ prepare, run }) {
  const calls = {
    prepare: (name) => prepare(name),
    round: async (name, steps) => {
      const start = performance.now();
      await run(name, steps);
      return (performance.now() - start) / steps;
    },
  };
  onmessage = async ({ data: { call, args } }) => {
    try {
      postMessage({ value: await calls[call](...args) });
    } catch (e) {
      postMessage({ error: String(e?.stack ?? e) });
    }
  };
}
