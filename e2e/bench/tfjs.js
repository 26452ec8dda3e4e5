// TensorFlow.js as an engine: tfjs.js?wasm (SIMD, one thread) or tfjs.js?cpu.
// Its batch is made once and stays on the backend, which spares it the copy that
// our own step pays for; each round ends by reading the loss, so nothing is left pending.

importScripts('engine.js', 'tfjs/tf.min.js', 'tfjs-wasm/tf-backend-wasm.min.js', 'tfjs-mae.js');

const batch = 64;
const backend = location.search.slice(1);
const steps = {};

const heNormal = { kernelInitializer: 'heNormal' };
const dense = (units) => tf.layers.dense({ units, activation: 'relu', ...heNormal });
const conv = (filters) => tf.layers.conv2d({ filters, kernelSize: 5, activation: 'relu', ...heNormal });
const pool = () => tf.layers.maxPooling2d({ poolSize: 2 });
const logits = () => tf.layers.dense({ units: 10, ...heNormal });

const shapes = { mlp: [784], lenet: [28, 28, 1] };
const sizes = { mlp: 199_210, lenet: 44_426, mae: 166_640, 'mae-tuned': 166_640 };
const layers = {
  mlp: () => [dense(200), dense(200), logits()],
  lenet: () => [conv(6), pool(), conv(16), pool(), tf.layers.flatten(), dense(120), dense(84), logits()],
};

// sequential returns { variables, loss } of a network of those layers.
function sequential(name) {
  const net = tf.sequential();
  net.add(tf.layers.inputLayer({ inputShape: shapes[name] }));
  layers[name]().forEach((l) => net.add(l));
  const x = tf.randomUniform([batch, ...shapes[name]], 0, 1, 'float32', 1);
  const y = tf.oneHot(tf.randomUniform([batch], 0, 10, 'int32', 2), 10);
  return { variables: net.trainableWeights.map((w) => w.val), loss: () => tf.losses.softmaxCrossEntropy(y, net.apply(x, { training: true })) };
}

// mae masks its batch once: cutting new masks is spared too.
function mae(product) {
  const order = Array.from({ length: batch }, () => [...tf.util.createShuffledIndices(patches)]);
  const { variables, loss } = newMAE(newInput(tf.randomUniform([batch, patches, 16], 0, 1, 'float32', 1), order), product);
  return { variables: Object.values(variables), loss };
}

const models = {
  mlp: () => sequential('mlp'),
  lenet: () => sequential('lenet'),
  mae: () => mae(product),
  'mae-tuned': () => mae(tunedProduct),
};

async function prepare(name) {
  tf.wasm.setWasmPaths('tfjs-wasm/');
  tf.wasm.setThreadsCount(1);
  await tf.setBackend(backend);
  if (backend === 'wasm' && !(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT'))) throw new Error('tfjs has no SIMD here');
  const { variables, loss } = models[name]();
  const size = variables.reduce((sum, v) => sum + v.size, 0);
  if (size !== sizes[name]) throw new Error(`${name} has ${size} parameters, not ${sizes[name]}`);
  const optimizer = tf.train.adam(0.003);
  steps[name] = () => optimizer.minimize(loss, true, variables);
}

async function run(name, count) {
  for (let i = 0; i < count; i++) {
    const loss = steps[name]();
    await loss.data();
    loss.dispose();
  }
}

serve({ prepare, run });
