package net.buildserver.api.security.users;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.buildserver.api.security.Role;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;

/** The table of users. */
interface UserRepository extends JpaRepository<UserEntity, UUID> {
    Optional<UserEntity> findByUsername(String username);

    List<UserEntity> findAllByOrderByUsername();

    /** Returns all users of {@code role}, so locked that none of them can be changed meanwhile. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    List<UserEntity> findAllByRole(Role role);
}
