// The page's side: one worker an engine, one call at a time, so that no two
// engines ever compete for the processor.

const workers = new Map();

async function call(engine, call, ...args) {
  if (!workers.has(engine)) workers.set(engine, new Worker(engine));
  const worker = workers.get(engine);
  const answer = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data.error ? reject(new Error(`${engine}: ${data.error}`)) : resolve(data.value));
    worker.onerror = (e) => reject(new Error(`${engine}: ${e.message}`));
  });
  worker.postMessage({ call, args });
  return answer;
}
