"""Writes golden.json: the value and gradients of PyTorch's pre-norm transformer block, in float64, for block_test.go.

Run with PyTorch 1.13 or later: python3 golden.py > golden.json
The parameters carry the names of layer.Block; the loss is sum(y * dy) with a random dy.
"""

import json
from functools import partial

import torch
import torch.nn.functional as F

torch.manual_seed(1)
torch.set_default_dtype(torch.float64)

B, T, WIDTH, HEADS, HIDDEN = 2, 3, 4, 2, 5
gelu = partial(F.gelu, approximate="tanh")
block = torch.nn.TransformerEncoderLayer(WIDTH, HEADS, HIDDEN, 0.0, gelu, batch_first=True, norm_first=True)
for p in block.parameters():
    torch.nn.init.normal_(p)
x = torch.randn(B, T, WIDTH, requires_grad=True)
y = block(x, src_mask=torch.nn.Transformer.generate_square_subsequent_mask(T))
dy = torch.randn(y.shape)
(y * dy).sum().backward()

params = []


def add(name, value, grad):
    params.append({"name": name, "data": value.flatten().tolist(), "grad": grad.flatten().tolist()})


def add_both(name, weight, bias):
    add(name + ".weight", weight, weight.grad)
    add(name + ".bias", bias, bias.grad)


attention = block.self_attn
add_both("norm1", block.norm1.weight, block.norm1.bias)
for i, name in enumerate("qkv"):  # PyTorch keeps the three maps in one matrix
    for kind, p in ("weight", attention.in_proj_weight), ("bias", attention.in_proj_bias):
        add(f"attention.{name}.{kind}", p.chunk(3)[i], p.grad.chunk(3)[i])
add_both("attention.out", attention.out_proj.weight, attention.out_proj.bias)
add_both("norm2", block.norm2.weight, block.norm2.bias)
add_both("up", block.linear1.weight, block.linear1.bias)
add_both("down", block.linear2.weight, block.linear2.bias)

golden = {
    "x": x.flatten().tolist(),
    "dx": x.grad.flatten().tolist(),
    "y": y.flatten().tolist(),
    "dy": dy.flatten().tolist(),
    "params": params,
}
print(json.dumps(golden))
