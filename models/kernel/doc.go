// Package kernel is Petri's tensor core: scalar loops over slices, written in plain Go so that the same arithmetic runs natively and in a browser's WebAssembly without SIMD.
//
// There are no tensors here, only []F with F float32 or float64, and dimensions passed as ints. Everything is row major: the last
// dimension named is contiguous. Letters mean the same everywhere in Petri:
//
//	B  batch            T  tokens         C  channels (model width)
//	H  height           W  width          K  classes, or the inner dimension of a product
//	M  rows of a product                  N  columns of a product
//	KH, KW  height and width of a convolution's or pooling's window
//
// # Conventions
//
// The destination comes first, then the operands, then the dimensions. A name ending in Grad is the adjoint of the name before it; its
// results start with d: dx is the gradient of the loss with respect to x, dy the one that arrives from above.
//
//   - Forward kernels overwrite their destination (Softmax, GELU, LayerNorm, MaxPool, Im2Col, …), except those that are sums by nature:
//     Gemm and its transposed forms, Add, Axpy, AddRows, AddChannels.
//   - Gradients always accumulate, because a tensor used twice receives two gradients.
//   - Destination and operand may be the same slice where the doc says so and must not overlap otherwise.
//   - A slice of the wrong length is the caller's bug and panics with a message that starts with "kernel: ".
//   - Nothing allocates once warm. Every function may be called from several goroutines on different destinations.
//
// # Rounding
//
// The results depend on the operands and on nothing else: no platform, goroutine or map order reaches a number. Go permits a compiler
// to fuse x*y + z into one rounding, and some do, so each product that is added is rounded explicitly: F(x*y) + z. Sums run in a fixed
// order (in float64 where many terms meet, as in a mean). The exponential and the hyperbolic tangent are our own, for math.Exp and
// math.Tanh differ in their last bits between platforms.
package kernel

// Float is an element type: float32 trains, float64 checks gradients.
type Float interface{ float32 | float64 }
