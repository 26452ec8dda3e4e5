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

// packA copies the first rows of a, steps along K, into blocks, padded with zeros: they add nothing to a sum, so the tile knows no edges.
func packA[F Float](dst []blockA[F], a operand[F], rows, steps int) {
	full := 0
	if rows == tileM {
		full = steps / unroll
		if a.inner == 1 {
			alongA(dst[:full], a.data, a.panel)
		} else {
			acrossA(dst[:full], a.data, a.inner)
		}
	}
	for i := full; i < len(dst); i++ {
		a.from(0, i*unroll).pad(dst[i][:], tileM, rows, min(unroll, steps-i*unroll))
	}
}

// packB does for the first cols of b what packA does for rows of a.
func packB[F Float](dst []blockB[F], b operand[F], cols, steps int) {
	full := 0
	if cols == tileN {
		full = steps / unroll
		if b.inner == 1 {
			alongB(dst[:full], b.data, b.panel)
		} else {
			acrossB(dst[:full], b.data, b.inner)
		}
	}
	for i := full; i < len(dst); i++ {
		b.from(0, i*unroll).pad(dst[i][:], tileN, cols, min(unroll, steps-i*unroll))
	}
}

// pad packs an incomplete block of a panel that is width wide: n elements, a few steps, and zeros for the rest.
func (x operand[F]) pad(block []F, width, n, steps int) {
	clear(block)
	for p := range steps {
		for i := range n {
			block[p*width+i] = x.data[i*x.panel+p*x.inner]
		}
	}
}

// alongA packs whole blocks of rows that run along K, ld apart.
func alongA[F Float](dst []blockA[F], src []F, ld int) {
	for i := range dst {
		d, o := &dst[i], i*unroll
		r0, r1, r2, r3 := (*[unroll]F)(src[o:]), (*[unroll]F)(src[o+ld:]), (*[unroll]F)(src[o+2*ld:]), (*[unroll]F)(src[o+3*ld:])
		d[0], d[4], d[8], d[12] = r0[0], r0[1], r0[2], r0[3]
		d[1], d[5], d[9], d[13] = r1[0], r1[1], r1[2], r1[3]
		d[2], d[6], d[10], d[14] = r2[0], r2[1], r2[2], r2[3]
		d[3], d[7], d[11], d[15] = r3[0], r3[1], r3[2], r3[3]
	}
}

// acrossA packs whole blocks of rows that run across K: each step's elements lie side by side, steps ld apart.
func acrossA[F Float](dst []blockA[F], src []F, ld int) {
	for i := range dst {
		d, o := &dst[i], i*unroll*ld
		r0, r1, r2, r3 := (*[tileM]F)(src[o:]), (*[tileM]F)(src[o+ld:]), (*[tileM]F)(src[o+2*ld:]), (*[tileM]F)(src[o+3*ld:])
		d[0], d[1], d[2], d[3] = r0[0], r0[1], r0[2], r0[3]
		d[4], d[5], d[6], d[7] = r1[0], r1[1], r1[2], r1[3]
		d[8], d[9], d[10], d[11] = r2[0], r2[1], r2[2], r2[3]
		d[12], d[13], d[14], d[15] = r3[0], r3[1], r3[2], r3[3]
	}
}

// alongB is alongA for the tileN columns of a b stored transposed.
func alongB[F Float](dst []blockB[F], src []F, ld int) {
	for i := range dst {
		d, o := &dst[i], i*unroll
		r0, r1, r2 := (*[unroll]F)(src[o:]), (*[unroll]F)(src[o+ld:]), (*[unroll]F)(src[o+2*ld:])
		d[0], d[3], d[6], d[9] = r0[0], r0[1], r0[2], r0[3]
		d[1], d[4], d[7], d[10] = r1[0], r1[1], r1[2], r1[3]
		d[2], d[5], d[8], d[11] = r2[0], r2[1], r2[2], r2[3]
	}
}

// acrossB is acrossA for the tileN columns of b.
func acrossB[F Float](dst []blockB[F], src []F, ld int) {
	for i := range dst {
		d, o := &dst[i], i*unroll*ld
		r0, r1, r2, r3 := (*[tileN]F)(src[o:]), (*[tileN]F)(src[o+ld:]), (*[tileN]F)(src[o+2*ld:]), (*[tileN]F)(src[o+3*ld:])
		d[0], d[1], d[2] = r0[0], r0[1], r0[2]
		d[3], d[4], d[5] = r1[0], r1[1], r1[2]
		d[6], d[7], d[8] = r2[0], r2[1], r2[2]
		d[9], d[10], d[11] = r3[0], r3[1], r3[2]
	}
}
