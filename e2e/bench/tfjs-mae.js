// The masked autoencoder of models/mae.go in TensorFlow.js: pictures of 28×28
// in 49 patches, 12 of them visible, an encoder of width 64 and a decoder of
// width 32. No loop over images or heads, the bias added by the product itself.
// tfjs-wasm has no gradient of gather, so the decoder's tokens are put in order
// by an operator with a gradient of its own; and tile's gradient is one slice a
// copy, so a token is repeated by adding it to zeros.

const patches = 49, visible = 12, heads = 4;

// product returns x·w + b with the gradient that TensorFlow.js has for it. Its
// wasm backend has fast products (XNNPACK) only of what is not transposed, and
// in a gradient one of the two always is.
const product = (x, w, b) => tf.fused.matMul({ a: x, b: w, bias: b });

// tunedProduct transposes first and so stays with the fast ones.
const tunedProduct = tf.customGrad((x, w, b, save) => {
  save([x, w]);
  return { value: product(x, w, b), gradFunc: (dy, [x, w]) => [tf.matMul(dy, w.transpose()), tf.matMul(x.transpose(), dy), dy.sum(0)] };
});

// newMAE returns { variables, loss }: the parameters by name, and a function to
// the loss of the input, which newInput makes.
function newMAE(input, product) {
  const variables = {};
  const variable = (name, value) => (variables[name] = tf.variable(value));
  const linear = (name, rows, cols) => { // Xavier uniform
    const bound = Math.sqrt(6 / (rows + cols));
    const w = variable(`${name}.weight`, tf.randomUniform([rows, cols], -bound, bound)), b = variable(`${name}.bias`, tf.zeros([cols]));
    return (x) => product(x, w, b);
  };
  const norm = (name, width) => {
    const scale = variable(`${name}.weight`, tf.ones([width])), shift = variable(`${name}.bias`, tf.zeros([width]));
    return (x) => {
      const centred = x.sub(x.mean(-1, true));
      return centred.mul(centred.square().mean(-1, true).add(1e-6).rsqrt()).mul(scale).add(shift);
    };
  };
  const token = (name, width) => variable(name, tf.randomNormal([1, 1, width], 0, 0.02));
  const blocks = (name, count, width) => {
    const each = Array.from({ length: count }, (_, i) => block({ linear, norm }, `${name}${i + 1}`, width));
    return (x, tokens) => each.reduce((x, forward) => forward(x, tokens), x);
  };

  const embed = linear('embed', 16, 64), classToken = token('token.class', 64);
  const encoder = blocks('encoder', 3, 64), encoderNorm = norm('norm', 64), bridge = linear('bridge', 64, 32);
  const maskToken = token('token.mask', 32), decoder = blocks('decoder', 1, 32), decoderNorm = norm('decoder-norm', 32);
  const output = linear('output', 32, 16);

  const { batch, seen, target, positions, places, restore, hidden } = input;
  const loss = () => {
    let x = embed(seen).reshape([batch, visible, 64]).add(positions);
    x = tf.concat([tf.zeros([batch, 1, 64]).add(classToken), x], 1).reshape([-1, 64]);
    x = bridge(encoderNorm(encoder(x, 1 + visible)));
    x = tf.concat([x.reshape([batch, 1 + visible, 32]), tf.zeros([batch, patches - visible, 32]).add(maskToken)], 1);
    x = restore(x.reshape([-1, 32])).reshape([batch, 1 + patches, 32]).add(places).reshape([-1, 32]);
    x = output(decoderNorm(decoder(x, 1 + patches))).reshape([batch, 1 + patches, 16]);
    const error = x.sub(target).square().mean(-1); // of the class token too, which the mask leaves out
    return error.mul(hidden).sum().div(batch * (patches - visible));
  };
  return { variables, loss };
}

// block is a transformer block that normalises before each sublayer.
function block({ linear, norm }, name, width) {
  const norm1 = norm(`${name}.norm1`, width), norm2 = norm(`${name}.norm2`, width);
  const [toQ, toK, toV, out] = ['q', 'k', 'v', 'out'].map((map) => linear(`${name}.attention.${map}`, width, width));
  const up = linear(`${name}.up`, width, 4 * width), down = linear(`${name}.down`, 4 * width, width);
  const attend = (x, tokens) => {
    const [q, k, v] = [toQ, toK, toV].map((to) => to(x).reshape([-1, tokens, heads, width / heads]).transpose([0, 2, 1, 3]));
    const p = tf.softmax(tf.matMul(q.mul(1 / Math.sqrt(width / heads)), k, false, true));
    return out(tf.matMul(p, v).transpose([0, 2, 1, 3]).reshape([-1, width]));
  };
  return (x, tokens) => {
    x = x.add(attend(norm1(x), tokens));
    return x.add(down(gelu(up(norm2(x)))));
  };
}

// gelu is the tanh form, in which x/2·(1 + tanh u) is x·sigmoid(2u).
function gelu(x) {
  const scale = 2 * Math.sqrt(2 / Math.PI);
  return x.mul(x.mul(x.square().mul(0.044715 * scale).add(scale)).sigmoid());
}

// newInput cuts the masks that order (batch × 49, each picture's visible
// patches first) describes out of pictures in patches, [batch, 49, 16].
function newInput(pictures, order) {
  const batch = order.length, rows = 1 + patches;
  const from = order.map((ids, b) => { // where each row of the decoder comes from
    const row = new Array(rows);
    row[0] = 0;
    ids.forEach((id, i) => (row[1 + id] = 1 + i));
    return row.map((i) => b * rows + i);
  }).flat();
  const to = new Array(from.length);
  from.forEach((source, i) => (to[source] = i));
  const forth = tf.tensor1d(from, 'int32'), back = tf.tensor1d(to, 'int32');
  return {
    batch,
    seen: pictures.reshape([-1, 16]).gather(tf.tensor1d(order.flatMap((ids, b) => ids.slice(0, visible).map((id) => b * patches + id)), 'int32')),
    target: tf.concat([tf.zeros([batch, 1, 16]), pictures], 1),
    positions: sinCos(64).gather(tf.tensor2d(order.map((ids) => ids.slice(0, visible)), undefined, 'int32')),
    places: tf.concat([tf.zeros([1, 32]), sinCos(32)]),
    restore: tf.customGrad((x) => ({ value: x.gather(forth), gradFunc: (dy) => dy.gather(back) })),
    hidden: tf.tensor2d(order.map((ids) => ids.reduce((row, id, i) => ((row[1 + id] = i < visible ? 0 : 1), row), new Array(rows).fill(0)))),
  };
}

// sinCos is layer.SinCos2D of the 7×7 grid: the column in the first half of a
// row, the row in the second.
function sinCos(width) {
  const omega = Array.from({ length: width / 4 }, (_, i) => 10000 ** (-i / (width / 4)));
  const half = (x) => [...omega.map((w) => Math.sin(x * w)), ...omega.map((w) => Math.cos(x * w))];
  return tf.tensor2d(Array.from({ length: patches }, (_, i) => [...half(i % 7), ...half(Math.floor(i / 7))]));
}
