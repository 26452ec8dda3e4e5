package kernel

// The register tile: side × side sums live in registers, and each step along K needs 2·side loads for side² multiply-adds. V8 has 15
// registers for numbers. Nine sums, three operands of b, one of a and a product fit; of twelve sums V8 keeps some in memory, and then
// every step waits for them: 8.3 GFLOP/s against 13. K is unrolled because a loop's back edge is dear in Go's wasm.
const (
	side   = 3
	unroll = 8
)

// A block holds unroll steps along K of side rows of a, or of side columns of b. Arrays, not slices: indexing them by constants needs
// no bounds checks.
type block[F Float] [unroll][side]F

// tile adds a·b to the side × side corner of c, whose rows are n apart. a and b have the same number of blocks.
func tile[F Float](c []F, n int, a, b []block[F]) {
	var s00, s01, s02, s10, s11, s12, s20, s21, s22 F
	b = b[:len(a)]
	for i := range a {
		p, q := &a[i], &b[i]
		y0, y1, y2 := q[0][0], q[0][1], q[0][2]
		s00, s01, s02 = s00+F(p[0][0]*y0), s01+F(p[0][0]*y1), s02+F(p[0][0]*y2)
		s10, s11, s12 = s10+F(p[0][1]*y0), s11+F(p[0][1]*y1), s12+F(p[0][1]*y2)
		s20, s21, s22 = s20+F(p[0][2]*y0), s21+F(p[0][2]*y1), s22+F(p[0][2]*y2)

		y0, y1, y2 = q[1][0], q[1][1], q[1][2]
		s00, s01, s02 = s00+F(p[1][0]*y0), s01+F(p[1][0]*y1), s02+F(p[1][0]*y2)
		s10, s11, s12 = s10+F(p[1][1]*y0), s11+F(p[1][1]*y1), s12+F(p[1][1]*y2)
		s20, s21, s22 = s20+F(p[1][2]*y0), s21+F(p[1][2]*y1), s22+F(p[1][2]*y2)

		y0, y1, y2 = q[2][0], q[2][1], q[2][2]
		s00, s01, s02 = s00+F(p[2][0]*y0), s01+F(p[2][0]*y1), s02+F(p[2][0]*y2)
		s10, s11, s12 = s10+F(p[2][1]*y0), s11+F(p[2][1]*y1), s12+F(p[2][1]*y2)
		s20, s21, s22 = s20+F(p[2][2]*y0), s21+F(p[2][2]*y1), s22+F(p[2][2]*y2)

		y0, y1, y2 = q[3][0], q[3][1], q[3][2]
		s00, s01, s02 = s00+F(p[3][0]*y0), s01+F(p[3][0]*y1), s02+F(p[3][0]*y2)
		s10, s11, s12 = s10+F(p[3][1]*y0), s11+F(p[3][1]*y1), s12+F(p[3][1]*y2)
		s20, s21, s22 = s20+F(p[3][2]*y0), s21+F(p[3][2]*y1), s22+F(p[3][2]*y2)

		y0, y1, y2 = q[4][0], q[4][1], q[4][2]
		s00, s01, s02 = s00+F(p[4][0]*y0), s01+F(p[4][0]*y1), s02+F(p[4][0]*y2)
		s10, s11, s12 = s10+F(p[4][1]*y0), s11+F(p[4][1]*y1), s12+F(p[4][1]*y2)
		s20, s21, s22 = s20+F(p[4][2]*y0), s21+F(p[4][2]*y1), s22+F(p[4][2]*y2)

		y0, y1, y2 = q[5][0], q[5][1], q[5][2]
		s00, s01, s02 = s00+F(p[5][0]*y0), s01+F(p[5][0]*y1), s02+F(p[5][0]*y2)
		s10, s11, s12 = s10+F(p[5][1]*y0), s11+F(p[5][1]*y1), s12+F(p[5][1]*y2)
		s20, s21, s22 = s20+F(p[5][2]*y0), s21+F(p[5][2]*y1), s22+F(p[5][2]*y2)

		y0, y1, y2 = q[6][0], q[6][1], q[6][2]
		s00, s01, s02 = s00+F(p[6][0]*y0), s01+F(p[6][0]*y1), s02+F(p[6][0]*y2)
		s10, s11, s12 = s10+F(p[6][1]*y0), s11+F(p[6][1]*y1), s12+F(p[6][1]*y2)
		s20, s21, s22 = s20+F(p[6][2]*y0), s21+F(p[6][2]*y1), s22+F(p[6][2]*y2)

		y0, y1, y2 = q[7][0], q[7][1], q[7][2]
		s00, s01, s02 = s00+F(p[7][0]*y0), s01+F(p[7][0]*y1), s02+F(p[7][0]*y2)
		s10, s11, s12 = s10+F(p[7][1]*y0), s11+F(p[7][1]*y1), s12+F(p[7][1]*y2)
		s20, s21, s22 = s20+F(p[7][2]*y0), s21+F(p[7][2]*y1), s22+F(p[7][2]*y2)
	}
	c0, c1, c2 := (*[side]F)(c), (*[side]F)(c[n:]), (*[side]F)(c[2*n:])
	c0[0], c0[1], c0[2] = c0[0]+s00, c0[1]+s01, c0[2]+s02
	c1[0], c1[1], c1[2] = c1[0]+s10, c1[1]+s11, c1[2]+s12
	c2[0], c2[1], c2[2] = c2[0]+s20, c2[1]+s21, c2[2]+s22
}
