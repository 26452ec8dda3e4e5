"""Writes golden.json: values and gradients of PyTorch's operators, in float64, for golden_test.go.

Run with PyTorch 1.13 or later: python3 golden.py > golden.json
Every case draws its inputs, computes y, and takes the gradients of sum(y * dy) with a random dy.
"""

import json

import torch
import torch.nn.functional as F

torch.manual_seed(1)
torch.set_default_dtype(torch.float64)

B, C, H, W = 2, 3, 6, 5
LABELS = torch.tensor([5, 0, 2, 2])


def conv2d(x, w, b):
    return F.conv2d(x.view(B, C, H, W), w.view(4, C, 3, 2), b.view(4), stride=2, padding=1)


def attention(heads, causal):
    def f(q, k, v):
        def split(x):  # (B*T, N*D) -> (B, N, T, D)
            return x.view(B, -1, heads, x.shape[1] // heads).transpose(1, 2)

        scores = split(q) @ split(k).transpose(2, 3) / (q.shape[1] // heads) ** 0.5
        if causal:
            tq, tk = scores.shape[2:]
            future = torch.ones(tq, tk, dtype=torch.bool).triu(tk - tq + 1)
            scores = scores.masked_fill(future, float("-inf"))
        return (scores.softmax(-1) @ split(v)).transpose(1, 2).reshape(q.shape)

    return f


CASES = {
    "linear": ([(4, 6), (3, 6), (1, 3)], lambda x, w, b: F.linear(x, w, b.view(3))),
    "conv2d": ([(B, C * H * W), (4, C * 3 * 2), (1, 4)], conv2d),
    "maxpool": ([(B, C * H * W)], lambda x: F.max_pool2d(x.view(B, C, H, W), (3, 2), stride=2, padding=1)),
    "avgpool": ([(B, C * H * W)], lambda x: F.avg_pool2d(x.view(B, C, H, W), (3, 2), stride=2, padding=1)),
    "relu": ([(4, 6)], F.relu),
    "tanh": ([(4, 6)], torch.tanh),
    "gelu": ([(4, 6)], lambda x: F.gelu(x, approximate="tanh")),
    "layernorm": ([(4, 6), (1, 6), (1, 6)], lambda x, g, b: F.layer_norm(x, (6,), g.view(6), b.view(6), 1e-5)),
    "softmax": ([(4, 6)], lambda x: x.softmax(1)),
    "softmax cross-entropy": ([(4, 6)], lambda x: F.cross_entropy(x, LABELS)),
    "mean squared error": ([(4, 6), (4, 6)], F.mse_loss),
    "gather": ([(6, 3)], lambda x: F.embedding(LABELS, x)),
    "attention": ([(B * 3, 4), (B * 5, 4), (B * 5, 4)], attention(2, False)),
    "causal attention": ([(B * 3, 6), (B * 5, 6), (B * 5, 6)], attention(3, True)),
}


def case(name, shapes, f):
    inputs = [torch.randn(s, requires_grad=True) for s in shapes]
    y = f(*inputs)
    dy = torch.randn(y.shape)
    (y * dy).sum().backward()
    return {
        "name": name,
        "inputs": [{"rows": x.shape[0], "data": x.flatten().tolist(), "grad": x.grad.flatten().tolist()} for x in inputs],
        "y": y.flatten().tolist(),
        "dy": dy.flatten().tolist(),
    }


print("[\n" + ",\n".join(json.dumps(case(name, *spec)) for name, spec in CASES.items()) + "\n]")
