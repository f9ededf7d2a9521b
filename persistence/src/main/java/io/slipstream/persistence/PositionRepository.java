package io.slipstream.persistence;

import java.math.BigInteger;
import org.springframework.data.jpa.repository.JpaRepository;

interface PositionRepository extends JpaRepository<PositionEntity, BigInteger> {}
