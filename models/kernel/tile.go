package kernel

// The register tile: tileM × tileN sums live in registers, and each step along K needs tileM + tileN loads for tileM·tileN
// multiply-adds. Twelve sums, three operands of b and one of a are the sixteen floating-point registers that Go has on amd64 and
// wasm. K is unrolled because a loop's back edge is dear in Go's wasm.
const (
	tileM  = 4
	tileN  = 3
	unroll = 4
)

// A blockA holds unroll steps along K of tileM rows of a, step after step; a blockB those of tileN columns of b. Arrays, not
// slices: indexing them by constants needs no bounds checks.
type (
	blockA[F Float] [unroll * tileM]F
	blockB[F Float] [unroll * tileN]F
)

// tile adds a·b to the tileM × tileN corner of c, whose rows are n apart. a and b have the same number of blocks.
func tile[F Float](c []F, n int, a []blockA[F], b []blockB[F]) {
	var s00, s01, s02, s10, s11, s12, s20, s21, s22, s30, s31, s32 F
	b = b[:len(a)]
	for i := range a {
		p, q := &a[i], &b[i]

		x, y0, y1, y2 := p[0], q[0], q[1], q[2]
		s00, s01, s02 = s00+F(x*y0), s01+F(x*y1), s02+F(x*y2)
		x = p[1]
		s10, s11, s12 = s10+F(x*y0), s11+F(x*y1), s12+F(x*y2)
		x = p[2]
		s20, s21, s22 = s20+F(x*y0), s21+F(x*y1), s22+F(x*y2)
		x = p[3]
		s30, s31, s32 = s30+F(x*y0), s31+F(x*y1), s32+F(x*y2)

		x, y0, y1, y2 = p[4], q[3], q[4], q[5]
		s00, s01, s02 = s00+F(x*y0), s01+F(x*y1), s02+F(x*y2)
		x = p[5]
		s10, s11, s12 = s10+F(x*y0), s11+F(x*y1), s12+F(x*y2)
		x = p[6]
		s20, s21, s22 = s20+F(x*y0), s21+F(x*y1), s22+F(x*y2)
		x = p[7]
		s30, s31, s32 = s30+F(x*y0), s31+F(x*y1), s32+F(x*y2)

		x, y0, y1, y2 = p[8], q[6], q[7], q[8]
		s00, s01, s02 = s00+F(x*y0), s01+F(x*y1), s02+F(x*y2)
		x = p[9]
		s10, s11, s12 = s10+F(x*y0), s11+F(x*y1), s12+F(x*y2)
		x = p[10]
		s20, s21, s22 = s20+F(x*y0), s21+F(x*y1), s22+F(x*y2)
		x = p[11]
		s30, s31, s32 = s30+F(x*y0), s31+F(x*y1), s32+F(x*y2)

		x, y0, y1, y2 = p[12], q[9], q[10], q[11]
		s00, s01, s02 = s00+F(x*y0), s01+F(x*y1), s02+F(x*y2)
		x = p[13]
		s10, s11, s12 = s10+F(x*y0), s11+F(x*y1), s12+F(x*y2)
		x = p[14]
		s20, s21, s22 = s20+F(x*y0), s21+F(x*y1), s22+F(x*y2)
		x = p[15]
		s30, s31, s32 = s30+F(x*y0), s31+F(x*y1), s32+F(x*y2)
	}
	c0, c1, c2, c3 := (*[tileN]F)(c), (*[tileN]F)(c[n:]), (*[tileN]F)(c[2*n:]), (*[tileN]F)(c[3*n:])
	c0[0], c0[1], c0[2] = c0[0]+s00, c0[1]+s01, c0[2]+s02
	c1[0], c1[1], c1[2] = c1[0]+s10, c1[1]+s11, c1[2]+s12
	c2[0], c2[1], c2[2] = c2[0]+s20, c2[1]+s21, c2[2]+s22
	c3[0], c3[1], c3[2] = c3[0]+s30, c3[1]+s31, c3[2]+s32
}
