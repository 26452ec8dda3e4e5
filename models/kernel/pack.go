package kernel

// An operand is a matrix as the product sees it: element i of the panel (a row of a or a column of b) at step p along K is
// data[i*panel + p*inner]. One of the two strides is 1.
type operand[F Float] struct {
	data         []F
	panel, inner int
}

// from returns the operand without its first i panel elements and p steps.
func (x operand[F]) from(i, p int) operand[F] {
	x.data = x.data[i*x.panel+p*x.inner:]
	return x
}

// pack copies the first n elements of the panel, steps along K, into blocks, padded with zeros: they add nothing to a sum, so the tile knows no edges.
func pack[F Float](dst []block[F], x operand[F], n, steps int) {
	full := 0
	if n == side {
		full = steps / unroll
		if x.inner == 1 {
			along(dst[:full], x.data, x.panel)
		} else {
			across(dst[:full], x.data, x.inner)
		}
	}
	for i := full; i < len(dst); i++ {
		x.from(0, i*unroll).pad(&dst[i], n, min(unroll, steps-i*unroll))
	}
}

// pad packs an incomplete block: n elements, a few steps, and zeros for the rest.
func (x operand[F]) pad(dst *block[F], n, steps int) {
	*dst = block[F]{}
	for p := range steps {
		for i := range n {
			dst[p][i] = x.data[i*x.panel+p*x.inner]
		}
	}
}

// along packs whole blocks of elements that run along K, ld apart.
func along[F Float](dst []block[F], src []F, ld int) {
	for i := range dst {
		d, o := &dst[i], i*unroll
		r0, r1, r2 := (*[unroll]F)(src[o:]), (*[unroll]F)(src[o+ld:]), (*[unroll]F)(src[o+2*ld:])
		d[0][0], d[0][1], d[0][2] = r0[0], r1[0], r2[0]
		d[1][0], d[1][1], d[1][2] = r0[1], r1[1], r2[1]
		d[2][0], d[2][1], d[2][2] = r0[2], r1[2], r2[2]
		d[3][0], d[3][1], d[3][2] = r0[3], r1[3], r2[3]
		d[4][0], d[4][1], d[4][2] = r0[4], r1[4], r2[4]
		d[5][0], d[5][1], d[5][2] = r0[5], r1[5], r2[5]
		d[6][0], d[6][1], d[6][2] = r0[6], r1[6], r2[6]
		d[7][0], d[7][1], d[7][2] = r0[7], r1[7], r2[7]
	}
}

// across packs whole blocks of elements that run across K: each step's lie side by side, steps ld apart.
func across[F Float](dst []block[F], src []F, ld int) {
	for i := range dst {
		d, o := &dst[i], i*unroll*ld
		d[0] = [side]F(src[o:])
		d[1] = [side]F(src[o+ld:])
		d[2] = [side]F(src[o+2*ld:])
		d[3] = [side]F(src[o+3*ld:])
		d[4] = [side]F(src[o+4*ld:])
		d[5] = [side]F(src[o+5*ld:])
		d[6] = [side]F(src[o+6*ld:])
		d[7] = [side]F(src[o+7*ld:])
	}
}
